package io.moodstream.dashboard.frames;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses one expression for a frame with several faces, the same one that recommendations are made for. */
final class Majority {
    private Majority() {}

    /**
     * Returns the expression that most of the readable faces show; in a tie the one with the larger probability, summed
     * over all readable faces.
     *
     * @return the expression; none if no face is readable
     */
    static Optional<Emotion> of(List<FaceEmotion> found) {
        List<FaceEmotion> faces =
                found.stream().filter(FaceEmotion::getReadable).toList();
        return faces.isEmpty()
                ? Optional.empty()
                : Stream.of(Emotion.values())
                        .max(Comparator.<Emotion>comparingLong(emotion -> shownBy(faces, emotion))
                                .thenComparingDouble(emotion -> sum(faces, emotion)));
    }

    private static long shownBy(List<FaceEmotion> faces, Emotion emotion) {
        return faces.stream().filter(face -> face.getEmotion() == emotion).count();
    }

    private static double sum(List<FaceEmotion> faces, Emotion emotion) {
        return faces.stream()
                .mapToDouble(face -> face.getProbabilities().get(emotion.ordinal()))
                .sum();
    }
}
