package io.moodstream.classifier.evaluation;

import io.moodstream.classifier.Probabilities;
import io.moodstream.schemas.Emotion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Counts predictions against labels. */
final class FaceTally {
    private static final int EMOTIONS = Emotion.values().length;
    private static final int BINS = 15;

    private final int[][] confusion = new int[EMOTIONS][EMOTIONS];
    private final int[][] readableConfusion = new int[EMOTIONS][EMOTIONS];

    /** For each bin of confidence: the sum of the confidences minus the number of correct predictions. */
    private final double[] overconfidence = new double[BINS];

    private final AbstentionCurve abstention = new AbstentionCurve();
    private int faces;
    private int amongTwo;

    /** Counts a prediction; below the threshold it is not readable. */
    void add(Emotion truth, float[] probabilities, double abstainBelow) {
        int label = truth.ordinal();
        int prediction = Probabilities.best(probabilities);
        float confidence = probabilities[prediction];
        faces++;
        confusion[label][prediction]++;
        readableConfusion[label][prediction] += confidence >= abstainBelow ? 1 : 0;
        amongTwo += rank(label, probabilities) < 2 ? 1 : 0;
        overconfidence[Math.min((int) (confidence * BINS), BINS - 1)] += confidence - (label == prediction ? 1 : 0);
        abstention.add(confidence, label == prediction);
    }

    /** Returns how many emotions are more probable than the label's; of equal ones, the first ranks higher. */
    private static int rank(int label, float[] probabilities) {
        int before = 0;
        for (int i = 0; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[label] || (probabilities[i] == probabilities[label] && i < label)) {
                before++;
            }
        }
        return before;
    }

    /** Returns the number of faces counted so far. */
    int faces() {
        return faces;
    }

    /**
     * Returns the scores so far.
     *
     * @param nanos time within the classifier, nanoseconds
     * @param abstainBelow the model's threshold
     */
    FaceScores scores(long nanos, double abstainBelow) {
        Map<String, FaceScores.ClassScores> perClass = new LinkedHashMap<>();
        for (Emotion emotion : Emotion.values()) {
            perClass.put(emotion.name(), scores(emotion.ordinal()));
        }
        int right = IntStream.range(0, EMOTIONS).map(i -> confusion[i][i]).sum();
        return new FaceScores(
                share(right, faces),
                share(amongTwo, faces),
                perClass.values().stream()
                        .mapToDouble(FaceScores.ClassScores::f1)
                        .average()
                        .orElse(0),
                perClass,
                rows(confusion),
                rows(readableConfusion),
                share(Arrays.stream(overconfidence).map(Math::abs).sum(), faces),
                faces,
                share(nanos / 1e6, faces),
                abstainBelow,
                abstention.with(abstainBelow));
    }

    private FaceScores.ClassScores scores(int emotion) {
        int hits = confusion[emotion][emotion];
        int labelled = Arrays.stream(confusion[emotion]).sum();
        int named = Arrays.stream(confusion).mapToInt(row -> row[emotion]).sum();
        return new FaceScores.ClassScores(
                share(hits, named), share(hits, labelled), share(2 * hits, labelled + named), labelled);
    }

    private static List<List<Integer>> rows(int[][] counts) {
        List<List<Integer>> rows = new ArrayList<>(EMOTIONS);
        for (int[] row : counts) {
            rows.add(Arrays.stream(row).boxed().toList());
        }
        return rows;
    }

    private static double share(double part, int whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
