package io.moodstream.dashboard.progress;

import io.moodstream.kit.topics.PipelineStage;
import io.moodstream.kit.topics.StageProgress.Position;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Watches from time to time how far the stages are, and knows which ones stand still: they have not read on although
 * their input has grown. Times are UTC milliseconds. Thread-safe.
 */
public final class StageWatch {
    /** Beyond this age nothing is known. */
    private static final long OLD_MILLIS = 15_000;

    private final Map<PipelineStage, Seen> seen = new EnumMap<>(PipelineStage.class);
    private long seenAt;

    /**
     * What is known of a stage.
     *
     * @param now how far it is
     * @param movedAt when it was first seen there
     * @param unreadThen what it had not read then
     * @param blockedAt when more than that was first seen; the largest number if it was not
     */
    private record Seen(Position now, long movedAt, long unreadThen, long blockedAt) {}

    /** Takes how far the stages are. */
    public synchronized void saw(Map<PipelineStage, Position> positions, long now) {
        seenAt = now;
        positions.forEach((stage, position) -> {
            Seen last = seen.get(stage);
            seen.put(
                    stage,
                    last == null || position.read() != last.now.read()
                            ? new Seen(position, now, position.unread(), Long.MAX_VALUE)
                            : still(last, position, now));
        });
    }

    private static Seen still(Seen last, Position position, long now) {
        long blockedAt = position.unread() > last.unreadThen ? Math.min(last.blockedAt, now) : Long.MAX_VALUE;
        return new Seen(position, last.movedAt, last.unreadThen, blockedAt);
    }

    /** Returns how many records of its input a stage has not read, with the markers of transactions; none if unknown. */
    public synchronized Optional<Long> unread(PipelineStage stage, long now) {
        return known(stage, now).map(last -> last.now.unread());
    }

    /** Returns since when a stage has stood still, if it has for this long at least. */
    synchronized Optional<Long> standing(PipelineStage stage, long atLeast, long now) {
        return known(stage, now).filter(last -> last.blockedAt <= now - atLeast).map(Seen::movedAt);
    }

    /** Returns when they were last seen; 0 before. */
    synchronized long seenAt() {
        return seenAt;
    }

    private Optional<Seen> known(PipelineStage stage, long now) {
        return now - seenAt > OLD_MILLIS ? Optional.empty() : Optional.ofNullable(seen.get(stage));
    }
}
