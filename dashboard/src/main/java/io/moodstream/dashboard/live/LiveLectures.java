package io.moodstream.dashboard.live;

import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.lectures.Lectures;
import io.moodstream.dashboard.lectures.Revised;
import io.moodstream.dashboard.lectures.Visibility;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the events of lectures to their listeners, on one thread of its own that never blocks. */
public final class LiveLectures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveLectures.class);
    private static final int PING_SECONDS = 3;
    private static final int LOG_SECONDS = 60;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, LectureChannel> channels = new ConcurrentHashMap<>();
    private final Lectures lectures;
    private final Access access;
    private final ScheduledThreadPoolExecutor thread;
    private long seconds;
    private long slow;

    /** Starts to send events: changes at once, summaries and health once a second. */
    public LiveLectures(Lectures lectures, Access access) {
        this.lectures = lectures;
        this.access = access;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "live-lectures");
            made.setDaemon(true);
            return made;
        });
        lectures.onChange(this::changed);
        var unused = thread.scheduleAtFixedRate(() -> guarded(this::tick), 1, 1, TimeUnit.SECONDS);
    }

    /**
     * Adds a listener to a lecture.
     *
     * @param lastEventId the id of the last event it has received
     */
    void join(String lecture, Visibility visibility, @Nullable String lastEventId, LiveConnection connection) {
        try {
            thread.execute(() -> guarded(() -> channels.computeIfAbsent(lecture, this::channel)
                    .join(connection, visibility, EventId.revision(lastEventId, run))));
        } catch (RejectedExecutionException e) {
            connection.close(); // the server is stopping
        }
    }

    /**
     * Closes all connections; later ones are closed at once. Call it before the server stops, because the server waits
     * for them.
     */
    @Override
    public void close() {
        thread.execute(() -> channels.values().forEach(channel -> guarded(channel::close)));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("Some live pages are still open");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private LectureChannel channel(String lecture) {
        return new LectureChannel(new ChannelSnapshot(lecture, run, lectures, access));
    }

    private void changed(String lecture, Revised<?> change) {
        // A channel exists before its listeners receive the state, so a change that is not sent here is in that state.
        if (channels.containsKey(lecture) && !thread.isShutdown()) {
            thread.execute(() -> guarded(() -> {
                LectureChannel channel = channels.get(lecture);
                if (channel != null) {
                    channel.send(change);
                }
            }));
        }
    }

    private void tick() {
        seconds++;
        channels.values().forEach(channel -> guarded(channel::sendNow));
        if (seconds % PING_SECONDS == 0) {
            channels.values().forEach(channel -> guarded(channel::ping));
        }
        slow += channels.values().stream().mapToLong(LectureChannel::takeSlow).sum();
        channels.values().removeIf(LectureChannel::forget);
        if (seconds % LOG_SECONDS == 0 && slow > 0) {
            LOG.info("Disconnected {} live pages that read too slowly in the last minute; they will reconnect", slow);
            slow = 0;
        }
    }

    /** Runs a task and logs its failure, so that one lecture's failure does not stop the others' events. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("Could not send a live event", e);
        }
    }
}
