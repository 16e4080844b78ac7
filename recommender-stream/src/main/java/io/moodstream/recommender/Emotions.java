package io.moodstream.recommender;

import io.moodstream.schemas.Emotion;
import java.util.Arrays;
import java.util.List;

/** Treats the seven classes as indices: the index of a class is its ordinal. */
final class Emotions {
    /** The number of classes. */
    static final int COUNT = Emotion.values().length;

    private static final Emotion[] ALL = Emotion.values();
    private static final List<Emotion> NEGATIVE = List.of(Emotion.angry, Emotion.disgust, Emotion.fear, Emotion.sad);

    private Emotions() {}

    /** Returns the class with the given index, 0 to 6. */
    static Emotion at(int index) {
        return ALL[index];
    }

    /** Returns the index of the largest value; of equal values, the first. */
    static int strongest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    /** Returns the probability of angry, disgust, fear and sad together. */
    static double negative(List<? extends Number> probabilities) {
        return NEGATIVE.stream()
                .mapToDouble(emotion -> probabilities.get(emotion.ordinal()).doubleValue())
                .sum();
    }

    /** Returns the values as a list, as records hold them. */
    static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** Returns the values as an array, for arithmetic. */
    static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
