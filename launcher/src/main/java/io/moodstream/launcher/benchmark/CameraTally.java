package io.moodstream.launcher.benchmark;

import io.moodstream.launcher.demo.Latencies;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What became of all cameras' frames, from when counting begins. Safe for use by several threads. */
final class CameraTally {
    /** A frame on its way: when it was sent, and whether that was after counting had begun. */
    record Sent(long nanos, boolean counted) {}

    private final Latencies latencies = new Latencies();
    private final Map<String, Long> dropped = new TreeMap<>();
    private Latencies recent = new Latencies();
    private boolean counting;
    private long sent;
    private long skipped;
    private long accepted;
    private long answered;
    private long underWay;

    /** What was sent before belongs to the warm-up. */
    synchronized void begin() {
        counting = true;
    }

    synchronized Sent send(long nanos) {
        sent += counting ? 1 : 0;
        return new Sent(nanos, counting);
    }

    /** A frame could not be sent, because the one before it was still being sent. */
    synchronized void skip() {
        skipped += counting ? 1 : 0;
    }

    synchronized void accept(Sent frame) {
        underWay++;
        accepted += frame.counted() ? 1 : 0;
    }

    synchronized void drop(Sent frame, String reason) {
        if (frame.counted()) {
            dropped.merge(reason, 1L, Long::sum);
        }
    }

    synchronized void answer(Sent frame, long nanos) {
        underWay--;
        if (frame.counted()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(nanos - frame.nanos());
            answered++;
            latencies.add(millis);
            recent.add(millis);
        }
    }

    /** Frames accepted and not answered yet, those of the warm-up included. */
    synchronized long underWay() {
        return underWay;
    }

    synchronized WebScores.Frames frames() {
        return new WebScores.Frames(sent, skipped, accepted, new TreeMap<>(dropped), answered);
    }

    WebScores.LatencyMs latency() {
        return WebScores.LatencyMs.of(latencies);
    }

    /** Of the answers since the last time this was asked. */
    WebScores.LatencyMs recentLatency() {
        Latencies since;
        synchronized (this) {
            since = recent;
            recent = new Latencies();
        }
        return WebScores.LatencyMs.of(since);
    }
}
