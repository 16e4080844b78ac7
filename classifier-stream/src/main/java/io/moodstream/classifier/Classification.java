package io.moodstream.classifier;

import java.util.List;

/**
 * Holds what one model predicts for the faces of one frame.
 *
 * @param model id of the model
 * @param probabilities for each face, in the order of the crops, seven in the order of
 *     {@link io.moodstream.schemas.Emotion}, each 0 to 1, sum 1
 * @param abstainBelow the model's threshold, 0 to 1; it is part of the result, so that it is never compared with
 *     another model's threshold
 */
public record Classification(String model, List<float[]> probabilities, double abstainBelow) {

    /** Returns whether a face with this highest probability is readable: whether the classifier does not abstain. */
    public boolean isReadable(float confidence) {
        return confidence >= abstainBelow;
    }
}
