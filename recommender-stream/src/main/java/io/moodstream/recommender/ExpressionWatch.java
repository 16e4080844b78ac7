package io.moodstream.recommender;

import io.moodstream.schemas.Emotion;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a user's visible expression has changed: the smoothed probability of another emotion exceeds the current
 * one's by a margin (hysteresis) for a time (dwell). The first emotion needs the dwell only.
 *
 * @param smoothing by event time
 * @param margin by how much another emotion must lead, a probability
 * @param dwell for how long it must lead, milliseconds
 * @param session after this time without a readable face, milliseconds, smoothing and dwell begin anew
 */
record ExpressionWatch(Smoothing smoothing, double margin, long dwell, long session) {

    /**
     * Adds a frame.
     *
     * @param before the expression before; null for the user's first frame
     * @param at capturedAt, UTC milliseconds; not before that of the previous frame
     * @param seen the frame's probabilities
     * @return the expression now; its current emotion differs from the one before if a recommendation is due
     */
    Expression fold(@Nullable Expression before, long at, double[] seen) {
        Expression now = smoothed(before, at, seen);
        Expression challenged = now.challengedBy(challenger(now));
        boolean due = challenged.challenger() != null && at - challenged.since() >= dwell;
        return due ? challenged.changed() : challenged;
    }

    private Expression smoothed(@Nullable Expression before, long at, double[] seen) {
        if (before == null) {
            return Expression.first(at, seen);
        }
        if (at - before.at() > session) {
            return new Expression(at, seen, before.current(), null, at);
        }
        double[] next = smoothing.next(before.probabilities(), seen, at - before.at());
        return new Expression(at, next, before.current(), before.challenger(), before.since());
    }

    private @Nullable Emotion challenger(Expression now) {
        Emotion strongest = Emotions.at(Emotions.strongest(now.probabilities()));
        Emotion current = now.current();
        if (current == null) {
            return strongest;
        }
        double lead = now.probabilities()[strongest.ordinal()] - now.probabilities()[current.ordinal()];
        return lead > margin ? strongest : null;
    }
}
