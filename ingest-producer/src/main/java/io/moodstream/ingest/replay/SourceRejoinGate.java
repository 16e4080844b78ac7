package io.moodstream.ingest.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Frames of a lecture with which a source joins or comes back. Such a frame may overtake those of the other sources by
 * far; where the pipeline heard it first, it would look like a break of the whole lecture. Used by one thread.
 */
final class SourceRejoinGate {
    /** What lies between two frames of a source that comes back, event time; no break of a lecture is shorter. */
    private static final Duration GAP = Duration.ofSeconds(10);

    /** How much older than such a frame others may still be under way: the windows' grace, event time. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    /** How much older others must be for a wait: sources that join one after another do not each wait. */
    private static final Duration FAR = Duration.ofSeconds(8);

    private final Map<String, Instant> latest = new HashMap<>();
    private Instant oldest = Instant.MAX;

    /** The capture time before which everything must have been taken in when this frame is published, if any must. */
    Optional<Instant> waitsFor(String key, Instant capturedAt) {
        Instant before = latest.get(key);
        boolean joins = before == null || !capturedAt.isBefore(before.plus(GAP));
        return joins && oldest.isBefore(capturedAt.minus(FAR))
                ? Optional.of(capturedAt.minus(SLACK))
                : Optional.empty();
    }

    /** Everything that was waited for has been taken in; not to be waited for again. */
    void waited(Instant needed) {
        oldest = needed;
    }

    /** A frame is published. */
    void published(String key, Instant capturedAt) {
        latest.merge(key, capturedAt, (a, b) -> a.isAfter(b) ? a : b);
        oldest = capturedAt.isBefore(oldest) ? capturedAt : oldest;
    }
}
