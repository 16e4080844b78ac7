package io.moodstream.recommender.clock;

/**
 * Computes tumbling windows of event time, aligned to the epoch. All times are in UTC milliseconds.
 *
 * @param size length of a window, milliseconds
 * @param grace how long a window stays open after its end, milliseconds
 */
public record Windows(long size, long grace) {

    /** Returns the first instant of the window that contains a time. */
    public long start(long time) {
        return Math.floorDiv(time, size) * size;
    }

    /** Returns the first instant after the window that starts there. */
    public long end(long start) {
        return start + size;
    }

    /** Returns the latest end of a window that is closed at the given time of the clock. */
    long closedAt(long clock) {
        return start(clock - grace);
    }
}
