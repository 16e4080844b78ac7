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

/** Tells lectures as they happen to those who listen, all of them on one thread of its own, which never waits. */
public final class LiveLectures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveLectures.class);
    private static final int PING_SECONDS = 15;
    private static final int LOG_SECONDS = 60;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, LectureChannel> rooms = new ConcurrentHashMap<>();
    private final Lectures lectures;
    private final Access access;
    private final ScheduledThreadPoolExecutor thread;
    private long seconds;
    private long slow;

    /** Starts to tell once a second how things are. */
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
     * Takes a listener in.
     *
     * @param lastEventId what it names as the last it has heard
     */
    void join(String lecture, Visibility audience, @Nullable String lastEventId, LiveConnection connection) {
        try {
            thread.execute(() -> guarded(() -> rooms.computeIfAbsent(lecture, this::room)
                    .join(connection, audience, EventId.revision(lastEventId, run))));
        } catch (RejectedExecutionException e) {
            connection.close(); // so is everything else
        }
    }

    /** Ends all answers; who still comes is closed at once. To be called before the server stops, which waits for them. */
    @Override
    public void close() {
        thread.execute(() -> rooms.values().forEach(room -> guarded(room::close)));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("Some live pages are still open");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private LectureChannel room(String lecture) {
        return new LectureChannel(new ChannelSnapshot(lecture, run, lectures, access));
    }

    private void changed(String lecture, Revised<?> change) {
        // Rooms are made before their listeners are told the state: what nobody is told here is in that.
        if (rooms.containsKey(lecture) && !thread.isShutdown()) {
            thread.execute(() -> guarded(() -> {
                LectureChannel room = rooms.get(lecture);
                if (room != null) {
                    room.tell(change);
                }
            }));
        }
    }

    private void tick() {
        seconds++;
        rooms.values().forEach(room -> guarded(room::tellNow));
        if (seconds % PING_SECONDS == 0) {
            rooms.values().forEach(room -> guarded(room::ping));
        }
        slow += rooms.values().stream().mapToLong(LectureChannel::takeSlow).sum();
        rooms.values().removeIf(LectureChannel::forget);
        if (seconds % LOG_SECONDS == 0 && slow > 0) {
            LOG.info("{} live pages read too slowly in the last minute and were dropped; they come again", slow);
            slow = 0;
        }
    }

    /** One lecture's trouble must not end the others' events. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A live event could not be told", e);
        }
    }
}
