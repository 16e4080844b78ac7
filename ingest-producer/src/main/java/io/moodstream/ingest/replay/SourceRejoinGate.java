package io.moodstream.ingest.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Holds back frames with which a source joins a lecture or returns to it. Such a frame may be far ahead of those of the
 * other sources; if the pipeline read it first, it would look like a break of the whole lecture. Used by one thread.
 */
final class SourceRejoinGate {
    /** The event time between two frames of a source that returns; no break of a lecture is shorter. */
    private static final Duration GAP = Duration.ofSeconds(10);

    /** How much older than such a frame others may still be in flight: the windows' grace, event time. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    /** How much older others must be for a wait: sources that join one after another do not each wait. */
    private static final Duration FAR = Duration.ofSeconds(8);

    private final Map<String, Instant> latest = new HashMap<>();
    private Instant oldest = Instant.MAX;

    /** Returns the capture time before which all frames must have results when this frame is published, if any. */
    Optional<Instant> waitsFor(String key, Instant capturedAt) {
        Instant before = latest.get(key);
        boolean joins = before == null || !capturedAt.isBefore(before.plus(GAP));
        return joins && oldest.isBefore(capturedAt.minus(FAR))
                ? Optional.of(capturedAt.minus(SLACK))
                : Optional.empty();
    }

    /** Notes that all results waited for have arrived. */
    void waited(Instant needed) {
        oldest = needed;
    }

    /** Notes that a frame is published. */
    void published(String key, Instant capturedAt) {
        latest.merge(key, capturedAt, (a, b) -> a.isAfter(b) ? a : b);
        oldest = capturedAt.isBefore(oldest) ? capturedAt : oldest;
    }
}
