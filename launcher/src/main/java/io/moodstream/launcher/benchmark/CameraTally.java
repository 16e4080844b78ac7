package io.moodstream.launcher.benchmark;

import io.moodstream.kit.Latencies;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Counts what became of the frames of all cameras after the warm-up. Thread-safe. */
public final class CameraTally {
    /** A frame in flight: when it was sent, and whether it counts. */
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

    /** Starts counting: frames sent before belong to the warm-up. */
    synchronized void begin() {
        counting = true;
    }

    synchronized Sent send(long nanos) {
        sent += counting ? 1 : 0;
        return new Sent(nanos, counting);
    }

    /** Counts a frame that could not be sent because the one before it was still being sent. */
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

    /** Returns the accepted frames without a result, including those of the warm-up. */
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
