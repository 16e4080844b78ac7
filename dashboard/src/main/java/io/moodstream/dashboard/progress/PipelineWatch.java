package io.moodstream.dashboard.progress;

import io.moodstream.kit.topics.PipelineStage;
import io.moodstream.kit.topics.StageProgress.Position;
import java.time.Clock;
import java.util.Map;

/** Knows whether the dashboard can read the topics, and how far the stages are. Times are UTC milliseconds. */
public final class PipelineWatch {
    private static final long LATE_MILLIS = 10_000;

    private final Clock clock;
    private final StageWatch stages = new StageWatch();
    private volatile Reading reading;

    /**
     * Whether the topics can be read.
     *
     * @param now whether they can
     * @param since since when that is so
     */
    private record Reading(boolean now, long since) {}

    /** Starts without having read anything. */
    public PipelineWatch(Clock clock) {
        this.clock = clock;
        this.reading = new Reading(false, clock.millis());
    }

    /** Takes whether the topics can be read from now on. */
    public void reading(boolean healthy) {
        if (healthy != reading.now) {
            reading = new Reading(healthy, healthy ? clock.millis() : lostAt());
        }
    }

    /** Kafka's silence is noticed some seconds late; the stages' progress was read until it began. */
    private long lostAt() {
        long now = clock.millis();
        long seenAt = stages.seenAt();
        return now - seenAt > LATE_MILLIS ? now : seenAt;
    }

    /** Takes how far the stages are. */
    public void stages(Map<PipelineStage, Position> positions) {
        stages.saw(positions, clock.millis());
    }

    /** Returns the time. */
    public long now() {
        return clock.millis();
    }

    /** Returns whether the topics can be read now. */
    public boolean isReading() {
        return reading.now;
    }

    /** Returns the time up to which everything is known: now, or when Kafka was lost. */
    public long knownAt() {
        Reading last = reading;
        return last.now ? now() : last.since;
    }

    /** Returns since when the topics are read without an interruption; if they are not, since when they are not. */
    public long readingSince() {
        return reading.since;
    }

    /** Returns what is known of the stages. */
    public StageWatch stages() {
        return stages;
    }
}
