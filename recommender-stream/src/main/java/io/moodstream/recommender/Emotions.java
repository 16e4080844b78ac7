package io.moodstream.recommender;

import io.moodstream.schemas.Emotion;
import java.util.Arrays;
import java.util.List;

/** The seven classes as indices: a class's index is its ordinal. */
final class Emotions {
    /** How many there are. */
    static final int COUNT = Emotion.values().length;

    private static final Emotion[] ALL = Emotion.values();
    private static final List<Emotion> NEGATIVE = List.of(Emotion.angry, Emotion.disgust, Emotion.fear, Emotion.sad);

    private Emotions() {}

    /** The class of an index, 0 to 6. */
    static Emotion at(int index) {
        return ALL[index];
    }

    /** The index of the largest value; the first one of equals. */
    static int strongest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    /** Probability of angry, disgust, fear and sad together. */
    static double negative(List<? extends Number> probabilities) {
        return NEGATIVE.stream()
                .mapToDouble(emotion -> probabilities.get(emotion.ordinal()).doubleValue())
                .sum();
    }

    /** As a record's field takes it. */
    static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** As arithmetic takes it. */
    static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
