package io.moodstream.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sources that the windows of a lecture do not wait for yet: those that have just begun to send, or begin again. Until
 * the pipeline has certainly heard of one, the others must not be so far ahead that the window of its first frame
 * closes without it. Used by one thread at a time.
 */
final class Newcomers {
    /** How far others may be ahead: the recommender's grace, unless that was changed. */
    private static final Duration LEAD = Duration.ofSeconds(5);

    /** From a first answer on, until all stages have certainly taken it in: several commits. */
    private static final long SETTLE_NANOS = 2_000_000_000L;

    /** Windows do not wait for a source that is silent for longer, wall clock; less than the recommender's silence. */
    private static final long AWAY_NANOS = 3_000_000_000L;

    private static final class Newcomer {
        private final long sequence;
        private final Instant first;
        private @Nullable Long answeredAt;

        Newcomer(long sequence, Instant first) {
            this.sequence = sequence;
            this.first = first;
        }

        boolean isSettled(long now) {
            return answeredAt != null && now - answeredAt >= SETTLE_NANOS;
        }
    }

    private final Map<String, Long> heardAt = new HashMap<>();
    private final Map<String, Newcomer> unsettled = new HashMap<>();

    /** Whether a frame of that source may be published. */
    boolean allow(String key, Instant capturedAt, long now) {
        unsettled.values().removeIf(newcomer -> newcomer.isSettled(now));
        return unsettled.entrySet().stream()
                .allMatch(other -> other.getKey().equals(key)
                        || !capturedAt.isAfter(other.getValue().first.plus(LEAD)));
    }

    /** A frame is published. */
    void published(String key, long sequence, Instant capturedAt, long now) {
        Long before = heardAt.put(key, now);
        if (before == null || now - before > AWAY_NANOS) {
            unsettled.putIfAbsent(key, new Newcomer(sequence, capturedAt));
        }
    }

    /** A frame is answered. */
    void answered(String key, long sequence, long now) {
        Newcomer newcomer = unsettled.get(key);
        if (newcomer != null && newcomer.sequence == sequence && newcomer.answeredAt == null) {
            newcomer.answeredAt = now;
        }
    }
}
