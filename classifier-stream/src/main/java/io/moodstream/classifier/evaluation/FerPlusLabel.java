package io.moodstream.classifier.evaluation;

import io.moodstream.schemas.Emotion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What FER+'s ten taggers could vote for, in the order of its columns. */
enum FerPlusLabel {
    neutral(Emotion.neutral),
    happiness(Emotion.happy),
    surprise(Emotion.surprise),
    sadness(Emotion.sad),
    anger(Emotion.angry),
    disgust(Emotion.disgust),
    fear(Emotion.fear),
    /** An expression that FER2013, and so every model here, does not have. */
    contempt(null),
    /** An expression none of these. */
    unknown(null),
    /** No face. */
    NF(null);

    private final @Nullable Emotion emotion;

    FerPlusLabel(@Nullable Emotion emotion) {
        this.emotion = emotion;
    }

    /** The emotion it is called in FER2013, for the seven that both have. */
    Optional<Emotion> emotion() {
        return Optional.ofNullable(emotion);
    }
}
