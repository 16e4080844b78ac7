package io.moodstream.reports;

import java.time.Duration;
import java.time.Instant;

/**
 * Describes a time of a lecture without a mood.
 *
 * @param from first instant
 * @param to first instant after it
 * @param reason why there is no mood
 */
record Gap(Instant from, Instant to, Reason reason) {
    /** Lists the reasons for a gap. */
    public enum Reason {
        /** No frame arrived. */
        NO_FRAMES,
        /** There were fewer people, or fewer readable faces, than the minimum group. */
        SMALL_GROUP
    }

    /** Returns the length of the gap. */
    Duration length() {
        return Duration.between(from, to);
    }

    /** Returns whether the next gap begins where this one ends, for the same reason. */
    boolean continuesWith(Gap next) {
        return reason == next.reason && !next.from.isAfter(to);
    }
}
