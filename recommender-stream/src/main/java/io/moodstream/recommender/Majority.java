package io.moodstream.recommender;

import io.moodstream.schemas.FaceEmotion;
import java.util.List;
import java.util.Optional;

/** One expression for a frame with several faces. */
final class Majority {
    private Majority() {}

    /**
     * The mean probabilities of the readable faces that show the expression most of them show. Between expressions
     * shown by equally many the one with the larger probability, summed over all of them, decides.
     *
     * @return seven probabilities; none where no face is readable
     */
    static Optional<double[]> of(List<FaceEmotion> found) {
        List<FaceEmotion> faces =
                found.stream().filter(FaceEmotion::getReadable).toList();
        if (faces.isEmpty()) {
            return Optional.empty();
        }
        // A class's probabilities sum to at most the number of faces, so the second part never outweighs one face.
        double[] votes = new double[Emotions.COUNT];
        for (FaceEmotion face : faces) {
            votes[face.getEmotion().ordinal()]++;
            for (int i = 0; i < Emotions.COUNT; i++) {
                votes[i] += face.getProbabilities().get(i) / (2.0 * faces.size());
            }
        }
        int winner = Emotions.strongest(votes);
        return Optional.of(mean(faces.stream()
                .filter(face -> face.getEmotion().ordinal() == winner)
                .toList()));
    }

    private static double[] mean(List<FaceEmotion> faces) {
        double[] mean = new double[Emotions.COUNT];
        for (FaceEmotion face : faces) {
            for (int i = 0; i < Emotions.COUNT; i++) {
                mean[i] += face.getProbabilities().get(i).doubleValue() / faces.size();
            }
        }
        return mean;
    }
}
