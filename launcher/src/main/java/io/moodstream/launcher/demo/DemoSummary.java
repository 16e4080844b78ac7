package io.moodstream.launcher.demo;

import java.util.Locale;
import java.util.Map;

/**
 * What {@code summary.json} holds.
 *
 * @param framesPublished frames handed to Kafka
 * @param framesWithFaces frames answered with at least one face
 * @param framesWithoutFaces frames answered with none
 * @param deadLettered frames that became dead letters, by reason
 * @param faces faces in all answers
 * @param unreadableFaces those among them that are not readable: the classifier abstained
 * @param framesDropped frames of live sources that newer ones replaced before they could be sent, by reason
 * @param otherDeadLetters dead letters that answer no frame of this run and are of no source known by its key, by reason
 * @param unexpected answers that nobody waited for, such as a second one to a frame; 0 unless exactly-once is broken
 * @param wallSeconds from the first frame's publication to the last answer
 * @param framesPerSecond answered frames by that time
 * @param latencyMs from a frame's publication to its emotions being readable
 */
public record DemoSummary(
        long framesPublished,
        long framesWithFaces,
        long framesWithoutFaces,
        Map<String, Long> deadLettered,
        long faces,
        long unreadableFaces,
        Map<String, Long> framesDropped,
        Map<String, Long> otherDeadLetters,
        long unexpected,
        double wallSeconds,
        double framesPerSecond,
        LatencyMs latencyMs) {

    /** The summary in one line for the terminal. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%d frames published: %d with faces, %d without, %d dead-lettered%s; %d faces%s; %.1f frames/s; "
                        + "latency p50 %d ms, p99 %d ms",
                framesPublished,
                framesWithFaces,
                framesWithoutFaces,
                deadLettered.values().stream().mapToLong(Long::longValue).sum(),
                deadLettered.isEmpty() ? "" : " " + deadLettered,
                faces,
                unreadableFaces == 0 ? "" : ", " + unreadableFaces + " of them not readable",
                framesPerSecond,
                latencyMs.p50(),
                latencyMs.p99());
    }

    /**
     * @param p50 median, milliseconds
     * @param p99 99th percentile, milliseconds
     */
    record LatencyMs(long p50, long p99) {}
}
