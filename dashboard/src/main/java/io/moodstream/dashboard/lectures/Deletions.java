package io.moodstream.dashboard.lectures;

import io.moodstream.dashboard.deletion.Deletion;
import io.moodstream.dashboard.deletion.Hidden;
import io.moodstream.dashboard.deletion.Remover;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.kit.KafkaFaults;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes the records of lectures, or of users, one after the other, beside the requests, and remembers how far that is. */
final class Deletions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);
    private static final int MOST_WAITING = 32;
    private static final int MOST_REMEMBERED = 1000;

    private final Remover writer;
    private final Map<String, Deletion> known = new LinkedHashMap<>();
    private final ThreadPoolExecutor work =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                Thread made = new Thread(task, "deletions");
                made.setDaemon(true);
                return made;
            });

    Deletions(Remover writer) {
        this.writer = writer;
    }

    /**
     * Hides a lecture, and begins to delete its records; or goes on with those of the last deletion.
     *
     * @param again whether there is nothing to hide, because no lecture of that id has begun since it was deleted
     * @throws Problem 503 if Kafka does not answer, or many others wait
     */
    Deletion begin(String lecture, boolean again) {
        Optional<Deletion> running = of(lecture).filter(deletion -> deletion.left() > 0 && !deletion.failed());
        if (again && running.isPresent()) {
            return running.get();
        }
        if (work.getQueue().remainingCapacity() == 0) {
            throw full();
        }
        Hidden hidden = writer.hide(lecture);
        Deletion begun = hidden.begun();
        put(begun);
        try {
            work.execute(() -> remove(hidden));
        } catch (RejectedExecutionException e) {
            put(begun.givenUp());
            throw full();
        }
        return begun;
    }

    private static Problem full() {
        return Problem.of(503, "Much is being deleted; try again in a minute").with("retryAfter", 60);
    }

    private void remove(Hidden hidden) {
        try {
            writer.remove(hidden, this::put);
        } catch (RuntimeException | Error e) { // the page that follows it must hear of that, whatever it was
            LOG.warn(
                    "Could not delete all records of {}, which nothing shows any more; delete it once more"
                            + " to go on: {}",
                    hidden.name(),
                    KafkaFaults.sentence(e).orElseGet(e::toString));
            of(hidden.name()).map(Deletion::givenUp).ifPresent(this::put);
        }
    }

    private synchronized void put(Deletion deletion) {
        known.remove(deletion.name());
        known.put(deletion.name(), deletion);
        if (known.size() > MOST_REMEMBERED) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** Returns how far the latest deletion of a lecture is, since this dashboard started. */
    synchronized Optional<Deletion> of(String lecture) {
        return Optional.ofNullable(known.get(lecture));
    }

    @Override
    public void close() {
        work.shutdownNow();
    }
}
