package io.moodstream.ingest.replay;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Limits the frames in flight to as many as get a result in two seconds. So the pipeline is busy at any speed, and what
 * waits for it is about two seconds old. Used by one thread at a time.
 */
final class InFlightLimit {
    /** The lowest limit: at the start and after a pause. */
    static final int LEAST = 128;

    /** The highest limit, which bounds memory. */
    private static final int MOST = 8192;

    /** More than the stages take to commit, one after the other; less than what counts as silence of a source. */
    private static final long SPAN_NANOS = 2_000_000_000L;

    private final Deque<Long> answers = new ArrayDeque<>();

    /** Notes the result of a frame. */
    void answered(long now) {
        answers.add(now);
        if (answers.size() > MOST) {
            answers.remove();
        }
    }

    /** Returns how many frames may be in flight. */
    int most(long now) {
        while (!answers.isEmpty() && now - answers.element() > SPAN_NANOS) {
            answers.remove();
        }
        return Math.max(LEAST, answers.size());
    }
}
