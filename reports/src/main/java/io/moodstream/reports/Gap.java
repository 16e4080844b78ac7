package io.moodstream.reports;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of a lecture about which no mood is told.
 *
 * @param from first instant
 * @param to first instant after it
 * @param reason why
 */
record Gap(Instant from, Instant to, Reason reason) {
    /** Why nothing is told. */
    public enum Reason {
        /** No frame came. */
        NO_FRAMES,
        /** Fewer people, or fewer readable faces, than the minimum group. */
        SMALL_GROUP
    }

    /** How long it is. */
    Duration length() {
        return Duration.between(from, to);
    }

    /** Whether the other one goes on where this one ends, for the same reason. */
    boolean goesOnWith(Gap next) {
        return reason == next.reason && !next.from.isAfter(to);
    }
}
