package io.moodstream.classifier.evaluation;

import io.moodstream.schemas.Emotion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the labels that FER+'s ten taggers could vote for, in the order of its columns. */
enum FerPlusLabel {
    neutral(Emotion.neutral),
    happiness(Emotion.happy),
    surprise(Emotion.surprise),
    sadness(Emotion.sad),
    anger(Emotion.angry),
    disgust(Emotion.disgust),
    fear(Emotion.fear),
    /** An expression that FER2013, and thus every model here, does not have. */
    contempt(null),
    /** None of these expressions. */
    unknown(null),
    /** No face. */
    NF(null);

    private final @Nullable Emotion emotion;

    FerPlusLabel(@Nullable Emotion emotion) {
        this.emotion = emotion;
    }

    /** Returns the emotion in FER2013, for the seven that both have. */
    Optional<Emotion> emotion() {
        return Optional.ofNullable(emotion);
    }
}
