package io.moodstream.dashboard.lectures;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the pipeline does for one lecture.
 *
 * @param at now
 * @param framesPerSecond answered with emotions
 * @param latencyMs from publication to here; none without a frame that says when it was published
 * @param dropped pictures captured and never published: gaps in the sources' numbers
 * @param deadLettered frames that could not be processed
 * @param overSeconds how far all this looks back
 */
public record HealthJson(
        @Iso Instant at,
        double framesPerSecond,
        @Nullable LatencyJson latencyMs,
        long dropped,
        long deadLettered,
        int overSeconds)
        implements LiveJson {
    /**
     * Milliseconds, within a few percent.
     *
     * @param p50 half of the frames took at most this
     * @param p99 99 of 100 took at most this
     */
    public record LatencyJson(long p50, long p99) {}

    @Override
    public String event() {
        return "health";
    }

    @Override
    public boolean confidential() {
        return true;
    }
}
