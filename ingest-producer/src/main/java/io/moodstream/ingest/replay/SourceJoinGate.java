package io.moodstream.ingest.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds back the other sources while one joins or rejoins a lecture, because windows do not wait for it yet: until the
 * recommender has read its first result, the others must not be so far ahead that the window of its first frame closes
 * without it. Used by one thread at a time.
 */
final class SourceJoinGate {
    /** How far others may be ahead: the default of the recommender's grace. */
    private static final Duration LEAD = Duration.ofSeconds(5);

    /** A source that was silent for longer, wall clock, joins again; less than the recommender's silence. */
    private static final long AWAY_NANOS = 3_000_000_000L;

    /** A source that starts sending. */
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

    /** Returns whether a frame of that source would be too far ahead of a newcomer's. */
    boolean holdUp(String key, Instant capturedAt) {
        return ahead(key, capturedAt, false);
    }

    /** Returns whether it would be too far ahead of a newcomer without a result. */
    boolean unansweredHoldUp(String key, Instant capturedAt) {
        return ahead(key, capturedAt, true);
    }

    private boolean ahead(String key, Instant capturedAt, boolean ofUnanswered) {
        return unsettled.entrySet().stream()
                .anyMatch(other -> !other.getKey().equals(key)
                        && !(ofUnanswered && other.getValue().answered)
                        && capturedAt.isAfter(other.getValue().first.plus(LEAD)));
    }

    /** Notes that a frame is published. */
    void published(String key, long sequence, Instant capturedAt, long now) {
        Long before = heardAt.put(key, now);
        if (before == null || now - before > AWAY_NANOS) {
            unsettled.merge(key, new Newcomer(sequence, capturedAt), (old, again) -> old.answered ? again : old);
        }
    }

    /** Notes the emotions of a frame. */
    void answered(String key, long sequence) {
        Newcomer newcomer = unsettled.get(key);
        if (newcomer != null && newcomer.sequence == sequence) {
            newcomer.answered = true;
        }
    }

    /** Notes a dead letter: the recommender never sees this frame, so the source's next one is its first. */
    void deadLettered(String key, long sequence) {
        Newcomer newcomer = unsettled.get(key);
        if (newcomer != null && newcomer.sequence == sequence) {
            unsettled.remove(key);
            heardAt.remove(key);
        }
    }

    /** Returns the newcomers whose first frames have a result. */
    Set<Newcomer> withAnswers() {
        return unsettled.values().stream().filter(newcomer -> newcomer.answered).collect(Collectors.toSet());
    }

    /** Notes that the recommender has read the results of these. */
    void settled(Set<Newcomer> heardOf) {
        unsettled.values().removeAll(heardOf);
    }
}
