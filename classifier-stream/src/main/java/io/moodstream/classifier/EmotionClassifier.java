package io.moodstream.classifier;

import java.util.List;

/** Classifies the visible expressions of faces. Safe for use by many threads at once. */
public interface EmotionClassifier extends AutoCloseable {
    /**
     * Classifies all faces of a frame in one call. The same crops give the same bits.
     *
     * @param crops the faces, of any allowed side; without faces the result is empty but still names the model
     * @return the id and the probabilities of one model, even while models are replaced
     * @throws IllegalStateException if the model's output is not a probability distribution
     * @throws ModelFailedError if the model cannot run at all, which is not a fault of the crops
     */
    Classification classify(List<Crop> crops);

    @Override
    void close();
}
