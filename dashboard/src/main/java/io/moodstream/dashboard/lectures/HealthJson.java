package io.moodstream.dashboard.lectures;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The health of the pipeline for one lecture.
 *
 * @param at the time of this measurement
 * @param framesPerSecond frames with results per second
 * @param latencyMs the latency from publication to this server; none if no frame carries its time of publication
 * @param dropped pictures that were captured but never published, seen as gaps in the sources' numbers
 * @param deadLettered frames that could not be processed
 * @param overSeconds the length of the period that was measured
 * @param stages how far the stages are, with all lectures
 */
public record HealthJson(
        @Iso Instant at,
        double framesPerSecond,
        @Nullable LatencyJson latencyMs,
        long dropped,
        long deadLettered,
        int overSeconds,
        List<StageJson> stages)
        implements LiveJson {
    /**
     * Percentiles of the latency in milliseconds, within a few percent.
     *
     * @param p50 the median
     * @param p99 the 99th percentile
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
