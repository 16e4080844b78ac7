package io.moodstream.recommender;

/**
 * Tumbling windows of event time, aligned to the epoch. All times in UTC milliseconds.
 *
 * @param size length of a window, milliseconds
 * @param grace how long a window stays open after its end, milliseconds
 */
record Windows(long size, long grace) {

    /** First instant of the window a time lies in. */
    long start(long time) {
        return Math.floorDiv(time, size) * size;
    }

    /** First instant after the window that starts there. */
    long end(long start) {
        return start + size;
    }

    /** The latest end of a window that is closed when the clock stands there. */
    long closedAt(long clock) {
        return start(clock - grace);
    }
}
