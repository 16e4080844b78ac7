package io.moodstream.schemas;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Determines one expression for a frame with several faces. */
public final class Majority {
    private Majority() {}

    /**
     * Returns the expression that most of the readable faces show. Of expressions shown by equally many faces, it is
     * the one with the larger probability, summed over all readable faces.
     *
     * @return empty if no face is readable
     */
    public static Optional<Emotion> of(List<FaceEmotion> frame) {
        List<FaceEmotion> faces = readable(frame);
        return faces.isEmpty()
                ? Optional.empty()
                : Stream.of(Emotion.values())
                        .max(Comparator.<Emotion>comparingInt(
                                        emotion -> showing(emotion, faces).size())
                                .thenComparingDouble(emotion -> sum(emotion, faces)));
    }

    /**
     * Returns the mean probabilities of the readable faces that show the expression of the majority.
     *
     * @return seven probabilities; empty if no face is readable
     */
    public static Optional<double[]> probabilities(List<FaceEmotion> frame) {
        return of(frame).map(emotion -> mean(showing(emotion, readable(frame))));
    }

    private static List<FaceEmotion> readable(List<FaceEmotion> frame) {
        return frame.stream().filter(FaceEmotion::getReadable).toList();
    }

    private static List<FaceEmotion> showing(Emotion emotion, List<FaceEmotion> faces) {
        return faces.stream().filter(face -> face.getEmotion() == emotion).toList();
    }

    private static double[] mean(List<FaceEmotion> faces) {
        return Stream.of(Emotion.values())
                .mapToDouble(emotion -> sum(emotion, faces) / faces.size())
                .toArray();
    }

    private static double sum(Emotion emotion, List<FaceEmotion> faces) {
        return faces.stream()
                .mapToDouble(face -> face.getProbabilities().get(emotion.ordinal()))
                .sum();
    }
}
