package io.moodstream.recommender;

/**
 * Computes tumbling windows of event time, aligned to the epoch. All times are in UTC milliseconds.
 *
 * @param size length of a window, milliseconds
 * @param grace how long a window stays open after its end, milliseconds
 */
record Windows(long size, long grace) {

    /** Returns the first instant of the window that contains a time. */
    long start(long time) {
        return Math.floorDiv(time, size) * size;
    }

    /** Returns the first instant after the window that starts there. */
    long end(long start) {
        return start + size;
    }

    /** Returns the latest end of a window that is closed at the given time of the clock. */
    long closedAt(long clock) {
        return start(clock - grace);
    }
}
