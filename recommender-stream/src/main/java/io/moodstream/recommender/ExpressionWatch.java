package io.moodstream.recommender;

import io.moodstream.schemas.Emotion;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a user's visible expression has really changed: the smoothed probability of another emotion exceeds the
 * current one's by a margin (hysteresis) for a time (dwell). The first emotion needs the dwell only.
 *
 * @param smoothing by event time
 * @param margin by how much another emotion must lead, a probability
 * @param dwell for how long it must lead, milliseconds
 * @param session after so long without a readable face, milliseconds, smoothing and dwell begin anew
 */
record ExpressionWatch(Smoothing smoothing, double margin, long dwell, long session) {

    /**
     * Folds a frame in.
     *
     * @param before what was known; null for the user's first frame
     * @param at capturedAt, UTC milliseconds; not before the last one's
     * @param seen the frame's probabilities
     * @return what is known now; its current emotion differs from before when a recommendation is due
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
