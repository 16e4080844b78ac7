package io.moodstream.ingest.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sources that the windows of a lecture do not wait for yet: those that have just begun to send, or begin again. Until
 * the recommender has certainly heard of one, the others must not be so far ahead that the window of its first frame
 * closes without it. Used by one thread at a time.
 */
final class SourceJoinGate {
    /** How far others may be ahead: the recommender's grace, unless that was changed. */
    private static final Duration LEAD = Duration.ofSeconds(5);

    /** Windows do not wait for a source that is silent for longer, wall clock; less than the recommender's silence. */
    private static final long AWAY_NANOS = 3_000_000_000L;

    /** A source that begins to send. */
    static final class Newcomer {
        private final long sequence;
        private final Instant first;
        private boolean answered;

        private Newcomer(long sequence, Instant first) {
            this.sequence = sequence;
            this.first = first;
        }
    }

    private final Map<String, Long> heardAt = new HashMap<>();
    private final Map<String, Newcomer> unsettled = new HashMap<>();

    /** Whether a frame of that source would be too far ahead of a newcomer's. */
    boolean holdUp(String key, Instant capturedAt) {
        return ahead(key, capturedAt, false);
    }

    /** Whether it would be too far ahead of a newcomer's that is not answered. */
    boolean unansweredHoldUp(String key, Instant capturedAt) {
        return ahead(key, capturedAt, true);
    }

    private boolean ahead(String key, Instant capturedAt, boolean ofUnanswered) {
        return unsettled.entrySet().stream()
                .anyMatch(other -> !other.getKey().equals(key)
                        && !(ofUnanswered && other.getValue().answered)
                        && capturedAt.isAfter(other.getValue().first.plus(LEAD)));
    }

    /** A frame is published. */
    void published(String key, long sequence, Instant capturedAt, long now) {
        Long before = heardAt.put(key, now);
        if (before == null || now - before > AWAY_NANOS) {
            unsettled.merge(key, new Newcomer(sequence, capturedAt), (old, again) -> old.answered ? again : old);
        }
    }

    /** Emotions have come. */
    void answered(String key, long sequence) {
        Newcomer newcomer = unsettled.get(key);
        if (newcomer != null && newcomer.sequence == sequence) {
            newcomer.answered = true;
        }
    }

    /** A frame could not be read, so the recommender hears nothing of it: the source's next one is its first. */
    void deadLettered(String key, long sequence) {
        Newcomer newcomer = unsettled.get(key);
        if (newcomer != null && newcomer.sequence == sequence) {
            unsettled.remove(key);
            heardAt.remove(key);
        }
    }

    /** Those whose first frames are answered. */
    Set<Newcomer> withAnswers() {
        return unsettled.values().stream().filter(newcomer -> newcomer.answered).collect(Collectors.toSet());
    }

    /** The recommender has heard of these. */
    void settled(Set<Newcomer> heardOf) {
        unsettled.values().removeAll(heardOf);
    }
}
