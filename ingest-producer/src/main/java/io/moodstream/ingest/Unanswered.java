package io.moodstream.ingest;

import io.moodstream.ingest.Newcomers.Newcomer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Frames that wait for their answers: emotions or a dead letter. Holds sources of a lecture together, so that however
 * fast they go no frame comes after its window has closed. All methods may be called from any thread.
 */
final class Unanswered implements PublishListener {
    /**
     * While a frame of a lecture has waited for longer, no other is published: the pipeline has as much as it does in that
     * time, and no source is silent for so long that the windows do not wait for it. Must be less than
     * {@link Newcomers#AWAY_NANOS} and more than the stages take to commit, one after the other.
     */
    private static final long SLOW_NANOS = 2_000_000_000L;

    /** Most frames of a lecture that may wait, however fast they are answered: a bound of memory. */
    private static final int MOST = 4096;

    /** How often what time alone changes is looked at. */
    private static final long LOOK_NANOS = 50_000_000L;

    private static final int MOST_EARLY = 10_000;

    private static final class Waiting {
        private final String key;
        private final long sequence;
        private final Instant capturedAt;
        private final long since = System.nanoTime();
        private @Nullable Place place;

        Waiting(String key, long sequence, Instant capturedAt) {
            this.key = key;
            this.sequence = sequence;
            this.capturedAt = capturedAt;
        }

        boolean is(String otherKey, long otherSequence) {
            return sequence == otherSequence && key.equals(otherKey);
        }
    }

    private record Place(int partition, long offset) {}

    private final Duration patience;
    private final Map<String, List<Waiting>> lectures = new LinkedHashMap<>();
    private final Map<String, Newcomers> newcomers = new HashMap<>();
    private final Set<Place> early = new LinkedHashSet<>();
    private @Nullable Throwable failure;
    private boolean stopped;
    private long heard = System.nanoTime();
    private long answered;

    /**
     * @param patience how long no answer may come while some are waited for
     */
    Unanswered(Duration patience) {
        this.patience = patience;
    }

    /**
     * Waits until all first frames that hold a frame up are answered.
     *
     * @return sources of any lecture that have been answered for the first time, of which the recommender must have heard
     *     before this frame's turn; empty if none holds it up
     * @throws IOException if answers do not come
     */
    synchronized Set<Newcomer> awaitFirstAnswers(String lecture, String key, Instant capturedAt)
            throws IOException, InterruptedException {
        Newcomers young = newcomers.computeIfAbsent(lecture, id -> new Newcomers());
        awaitUntil(() -> !young.unansweredHoldUp(key, capturedAt));
        return young.holdUp(key, capturedAt)
                ? newcomers.values().stream()
                        .flatMap(each -> each.answered().stream())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** The recommender has heard of these. */
    synchronized void settled(Set<Newcomer> heardOf) {
        newcomers.values().forEach(young -> young.settled(heardOf));
    }

    /**
     * Waits until not too many frames wait, nor one for too long; from then on this one waits for its answer.
     *
     * @return whether to go on
     * @throws IOException if answers do not come
     */
    synchronized boolean awaitTurn(String lecture, String key, long sequence, Instant capturedAt)
            throws IOException, InterruptedException {
        List<Waiting> waiting = lectures.computeIfAbsent(lecture, id -> new ArrayList<>());
        awaitUntil(() -> waiting.size() < MOST && !isSlow(waiting));
        heard = count() == 0 ? System.nanoTime() : heard; // nobody has been waiting so far
        waiting.add(new Waiting(key, sequence, capturedAt));
        newcomers
                .computeIfAbsent(lecture, id -> new Newcomers())
                .published(key, sequence, capturedAt, System.nanoTime());
        return !stopped;
    }

    private static boolean isSlow(List<Waiting> waiting) {
        return !waiting.isEmpty() && System.nanoTime() - waiting.get(0).since > SLOW_NANOS;
    }

    /**
     * Waits until no frame of a lecture that was captured before a moment has yet to be answered.
     *
     * @throws IOException if answers do not come
     */
    synchronized void awaitOlder(String lecture, Instant before) throws IOException, InterruptedException {
        List<Waiting> waiting = lectures.getOrDefault(lecture, List.of());
        awaitUntil(() -> waiting.stream().noneMatch(frame -> frame.capturedAt.isBefore(before)));
    }

    /**
     * Waits until every frame is answered.
     *
     * @throws IOException if answers do not come
     */
    synchronized void awaitNone() throws IOException, InterruptedException {
        awaitUntil(() -> lectures.values().stream().allMatch(List::isEmpty));
    }

    private interface Condition {
        boolean holds();
    }

    private void awaitUntil(Condition condition) throws IOException, InterruptedException {
        while (!stopped && failure == null && !condition.holds()) {
            long left = patience.toNanos() - (System.nanoTime() - heard);
            if (left <= 0 && count() > 0) {
                throw new IOException("No answer to " + count() + " frames has come for " + patience.toSeconds()
                        + " s: are detect and classify running there? With --no-wait nothing is waited for, but a fast"
                        + " replay may then give other answers than the lecture did");
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(LOOK_NANOS, Math.max(1_000_000, left)));
        }
        requireHealthy();
    }

    /**
     * Checks that nothing has failed.
     *
     * @throws IOException if something has
     */
    synchronized void requireHealthy() throws IOException {
        if (failure != null) {
            throw new IOException(String.valueOf(failure.getMessage()), failure);
        }
    }

    /** Emotions have come, or a dead letter whose frame is known. */
    synchronized void answered(String key, long sequence) {
        settle(waiting -> waiting.is(key, sequence));
    }

    /** A record of the topic frames became a dead letter; perhaps sooner than its acknowledgement comes. */
    synchronized void deadLettered(int partition, long offset) {
        Place place = new Place(partition, offset);
        if (!settle(waiting -> place.equals(waiting.place))) {
            early.add(place);
            if (early.size() > MOST_EARLY) {
                early.remove(early.iterator().next());
            }
        }
    }

    @Override
    public synchronized void acknowledged(String source, long sequence, int partition, long offset) {
        Place place = new Place(partition, offset);
        if (early.remove(place)) {
            settle(waiting -> waiting.is(source, sequence));
            return;
        }
        lectures.values().stream()
                .flatMap(List::stream)
                .filter(waiting -> waiting.place == null && waiting.is(source, sequence))
                .findFirst()
                .ifPresent(waiting -> waiting.place = place);
    }

    @Override
    public synchronized void deadLettered(String source, long sequence, String reason) {
        settle(waiting -> waiting.is(source, sequence));
    }

    private boolean settle(Predicate<Waiting> isIt) {
        for (List<Waiting> waiting : lectures.values()) {
            for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
                Waiting one = each.next();
                if (isIt.test(one)) {
                    each.remove();
                    newcomers.values().forEach(young -> young.answered(one.key, one.sequence));
                    answered++;
                    heard = System.nanoTime();
                    notifyAll();
                    return true;
                }
            }
        }
        return false;
    }

    /** Answers cannot be read, or frames not be published, any more. */
    synchronized void fail(Throwable cause) {
        failure = failure == null ? cause : failure;
        notifyAll();
    }

    /** Lets everybody go. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** Frames answered so far. */
    synchronized long answered() {
        return answered;
    }

    private long count() {
        return lectures.values().stream().mapToLong(List::size).sum();
    }
}
