package io.moodstream.ingest.replay;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many frames may be under way: as many as are answered in two seconds. So the pipeline has enough to do, whatever its
 * speed, and what waits before it stays about two seconds old. Used by one thread at a time.
 */
final class InFlightLimit {
    /** So many at least, to begin with and after a pause. */
    static final int LEAST = 128;

    /** A bound of memory. */
    private static final int MOST = 8192;

    /** More than the stages take to commit, one after the other; less than what counts as silence of a source. */
    private static final long SPAN_NANOS = 2_000_000_000L;

    private final Deque<Long> answers = new ArrayDeque<>();

    /** A frame has been answered. */
    void answered(long now) {
        answers.add(now);
        if (answers.size() > MOST) {
            answers.remove();
        }
    }

    /** How many frames may be under way. */
    int most(long now) {
        while (!answers.isEmpty() && now - answers.element() > SPAN_NANOS) {
            answers.remove();
        }
        return Math.max(LEAST, answers.size());
    }
}
