package io.moodstream.launcher.benchmark;

import io.moodstream.kit.Latencies;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of {@code benchmark web}, without the warm-up.
 *
 * @param cameras cameras, each a WebSocket
 * @param fps frames a second that each tries to send
 * @param listeners live pages, each an event stream
 * @param seconds how long
 * @param frames what became of the frames
 * @param latencyMs from sending a frame to receiving its emotions
 * @param events events that each live page received
 * @param lag records of a topic that the stage behind it had not read when the cameras stopped
 * @param start of this process, when the warm-up was over
 * @param end of this process, when the cameras stopped
 * @param errors by kind, the warm-up included
 */
record WebScores(
        int cameras,
        double fps,
        int listeners,
        int seconds,
        Frames frames,
        LatencyMs latencyMs,
        Events events,
        Map<String, Long> lag,
        Footprint start,
        Footprint end,
        Map<String, Long> errors) {

    /**
     * @param sent frames sent
     * @param skipped frames not sent, because the one before was still being sent
     * @param accepted frames taken
     * @param dropped frames not taken, by reason
     * @param answered frames whose emotions were received
     */
    record Frames(long sent, long skipped, long accepted, Map<String, Long> dropped, long answered) {
        long droppedInAll() {
            return dropped.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Milliseconds, nearest rank. */
    record LatencyMs(long p50, long p95, long p99, long max) {
        static LatencyMs of(Latencies latencies) {
            return new LatencyMs(
                    latencies.percentile(0.5),
                    latencies.percentile(0.95),
                    latencies.percentile(0.99),
                    latencies.percentile(1));
        }
    }

    /**
     * @param min of the page that received the fewest
     * @param max of the page that received the most
     * @param byType of all pages
     */
    record Events(long min, long max, Map<String, Long> byType) {}

    /**
     * @param heap bytes of the Java heap after a collection
     * @param resident bytes of memory the process has, where the system says so
     */
    record Footprint(long heap, @Nullable Long resident) {}
}
