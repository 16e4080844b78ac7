package io.moodstream.recommender;

import io.moodstream.recommender.state.UserState;
import io.moodstream.schemas.Emotion;
import org.jspecify.annotations.Nullable;

/**
 * Holds a user's smoothed expression and the emotion of the latest recommendation.
 *
 * @param at event time of the latest frame, UTC milliseconds
 * @param probabilities smoothed, seven
 * @param current the emotion of the latest recommendation; none at first
 * @param challenger the emotion that leads by the margin; none if the current one still holds
 * @param since since when the challenger leads, UTC milliseconds
 */
record Expression(
        long at,
        double[] probabilities,
        @Nullable Emotion current,
        @Nullable Emotion challenger,
        long since) {

    /** Creates the expression of a user's first frame. */
    static Expression first(long at, double[] probabilities) {
        return new Expression(at, probabilities, null, null, at);
    }

    /** Creates the expression of a single picture, which is recommended for at once. */
    static Expression only(long at, double[] probabilities) {
        return new Expression(at, probabilities, Emotions.at(Emotions.strongest(probabilities)), null, at);
    }

    /** Restores a stored expression. */
    static Expression of(UserState state) {
        return new Expression(
                state.getAt(),
                Emotions.array(state.getProbabilities()),
                emotion(state.getCurrent()),
                emotion(state.getChallenger()),
                state.getSince());
    }

    /** Returns the state to store. */
    UserState state() {
        return new UserState(at, Emotions.list(probabilities), ordinal(current), ordinal(challenger), since);
    }

    /** Returns the same expression with the given challenger, or none; a new challenger leads from now on. */
    Expression challengedBy(@Nullable Emotion emotion) {
        return emotion == challenger ? this : new Expression(at, probabilities, current, emotion, at);
    }

    /** Returns the same expression after the challenger has replaced the current emotion. */
    Expression changed() {
        return new Expression(at, probabilities, challenger, null, at);
    }

    private static @Nullable Emotion emotion(@Nullable Integer ordinal) {
        return ordinal == null ? null : Emotions.at(ordinal);
    }

    private static @Nullable Integer ordinal(@Nullable Emotion emotion) {
        return emotion == null ? null : emotion.ordinal();
    }
}
