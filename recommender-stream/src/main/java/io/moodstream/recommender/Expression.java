package io.moodstream.recommender;

import io.moodstream.recommender.state.UserState;
import io.moodstream.schemas.Emotion;
import org.jspecify.annotations.Nullable;

/**
 * A user's smoothed expression and the one last recommended for.
 *
 * @param at event time of the last frame, UTC milliseconds
 * @param probabilities smoothed, seven
 * @param current the emotion last recommended for; none at first
 * @param challenger the emotion that leads by the margin; none when the current one holds
 * @param since since when the challenger leads, UTC milliseconds
 */
record Expression(
        long at,
        double[] probabilities,
        @Nullable Emotion current,
        @Nullable Emotion challenger,
        long since) {

    /** The first frame of a user. */
    static Expression first(long at, double[] probabilities) {
        return new Expression(at, probabilities, null, null, at);
    }

    /** Of a single picture: there is nothing to wait for. */
    static Expression only(long at, double[] probabilities) {
        return new Expression(at, probabilities, Emotions.at(Emotions.strongest(probabilities)), null, at);
    }

    /** As it was stored. */
    static Expression of(UserState state) {
        return new Expression(
                state.getAt(),
                Emotions.array(state.getProbabilities()),
                emotion(state.getCurrent()),
                emotion(state.getChallenger()),
                state.getSince());
    }

    /** To store it. */
    UserState state() {
        return new UserState(at, Emotions.list(probabilities), ordinal(current), ordinal(challenger), since);
    }

    /** The same with another challenger, which leads from now on unless it did before; none is possible. */
    Expression challengedBy(@Nullable Emotion emotion) {
        return emotion == challenger ? this : new Expression(at, probabilities, current, emotion, at);
    }

    /** The same with the challenger in the current one's place. */
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
