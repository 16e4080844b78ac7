package io.moodstream.classifier;

import java.util.List;

/**
 * What one model says about the faces of one frame.
 *
 * @param model id of the model that said it
 * @param probabilities for each face, in the order of the crops, seven in the order of
 *     {@link io.moodstream.schemas.Emotion}, each 0 to 1, sum 1
 * @param abstainBelow the model's threshold, 0 to 1; it travels with the answers, so that they are never judged by
 *     another model's
 */
public record Classification(String model, List<float[]> probabilities, double abstainBelow) {

    /** Whether a face of this highest probability shows an expression that can be told at all. */
    public boolean isReadable(float confidence) {
        return confidence >= abstainBelow;
    }
}
