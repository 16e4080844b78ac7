package io.moodstream.launcher.demo;

import io.moodstream.kit.ledger.FrameSums;
import io.moodstream.launcher.demo.FrameAccounts.Account;
import java.util.Locale;
import java.util.Map;

/**
 * The content of {@code summary.json}.
 *
 * @param framesPublished frames handed to Kafka
 * @param framesWithFaces frames with at least one face
 * @param framesWithoutFaces frames without a face
 * @param deadLettered frames that became dead letters, by reason
 * @param faces faces in all frames
 * @param unreadableFaces those among them that are not readable: the classifier abstained
 * @param framesDropped pictures that never reached Kafka, by reason: newer ones of a live source replaced them, results
 *     of a file that plays round and round came too late, or Kafka refused them
 * @param otherDeadLetters dead letters of no frame of this run and of no source known by its key, by reason
 * @param unexpected results that were not waited for, such as a second one of a frame; 0 unless exactly-once is broken
 * @param sources what became of the frames of each source, by {@code lectureId/sourceId}, as {@code moodstream ledger}
 *     counts it
 * @param total the sums of all sources
 * @param late frames whose results came too late to be counted in their windows
 * @param wallSeconds from the publication of the first frame to the last result
 * @param framesPerSecond frames with a result by that time
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
        Map<String, FrameSums> sources,
        FrameSums total,
        long late,
        double wallSeconds,
        double framesPerSecond,
        LatencyMs latencyMs) {

    /** Returns the summary as one line for the terminal. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%d frames published%s: %d with faces, %d without, %d dead-lettered%s; %d faces%s; %.1f frames/s; "
                        + "latency p50 %d ms, p99 %d ms",
                framesPublished,
                framesDropped.isEmpty()
                        ? ""
                        : " (" + Account.sum(framesDropped) + " dropped before they were published)",
                framesWithFaces,
                framesWithoutFaces,
                Account.sum(deadLettered),
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
