package io.moodstream.reports;

import java.time.Duration;
import java.time.Instant;

/**
 * Describes a time of a lecture without a mood.
 *
 * @param from first instant
 * @param to first instant after it
 * @param reason why there is no mood
 * @param lateFrames frames of that time that came too late to be counted
 */
record Gap(Instant from, Instant to, Reason reason, long lateFrames) {
    /** Lists the reasons for a gap. */
    public enum Reason {
        /** No frame arrived. */
        NO_FRAMES,
        /** There were fewer people, or fewer readable faces, than the minimum group. */
        SMALL_GROUP,
        /** Frames came too late to be counted. */
        LATE_FRAMES
    }

    /** Returns the length of the gap. */
    Duration length() {
        return Duration.between(from, to);
    }

    /** Returns this gap and the next one as one. */
    Gap and(Gap next) {
        return new Gap(from, next.to, reason, lateFrames + next.lateFrames);
    }

    /** Returns whether the next gap begins where this one ends, for the same reason. */
    boolean continuesWith(Gap next) {
        return reason == next.reason && !next.from.isAfter(to);
    }
}
