package io.moodstream.kit.ledger;

/**
 * Frames of one run of a source that do not add up.
 *
 * @param run identity of the run; empty if not known
 * @param kind what is wrong with them
 * @param count how many frames
 * @param numbers their numbers, such as {@code 17, 20-25}
 * @param exact whether these are exactly the frames; otherwise they are among the numbers, and the others were dropped
 *     before they were published
 */
public record Discrepancy(String run, Kind kind, long count, String numbers, boolean exact) {
    /** What is wrong. */
    public enum Kind {
        /** The frame has no result, and none will come. */
        MISSING,
        /** The frame has more than one result. */
        REPEATED
    }
}
