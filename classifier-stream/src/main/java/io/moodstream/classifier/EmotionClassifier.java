package io.moodstream.classifier;

import java.util.List;

/** Names visible expressions. Safe to use from many threads at once. */
public interface EmotionClassifier extends AutoCloseable {
    /**
     * Classifies all faces of a frame in one call. The same crops give the same bits.
     *
     * @param crops the faces, of any allowed side; none gives an empty answer that still names the model
     * @return id and probabilities of one and the same model
     * @throws IllegalStateException if the model's answer is not a probability distribution
     * @throws ModelFailedError if the model cannot run at all, which is not the crops' fault
     */
    Classification classify(List<Crop> crops);

    @Override
    void close();
}
