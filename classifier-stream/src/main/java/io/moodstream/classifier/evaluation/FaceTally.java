package io.moodstream.classifier.evaluation;

import io.moodstream.classifier.Probabilities;
import io.moodstream.schemas.Emotion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Counts answers against labels. */
final class FaceTally {
    private static final int EMOTIONS = Emotion.values().length;
    private static final int BINS = 15;

    private final int[][] confusion = new int[EMOTIONS][EMOTIONS];
    private final int[][] readableConfusion = new int[EMOTIONS][EMOTIONS];

    /** Of each bin of confidence: sum of confidence less number of right answers. */
    private final double[] overconfidence = new double[BINS];

    private final AbstentionCurve abstention = new AbstentionCurve();
    private int faces;
    private int amongTwo;

    /** Counts an answer; below the threshold it is not readable. */
    void add(Emotion truth, float[] probabilities, double abstainBelow) {
        int label = truth.ordinal();
        int answer = Probabilities.best(probabilities);
        float confidence = probabilities[answer];
        faces++;
        confusion[label][answer]++;
        readableConfusion[label][answer] += confidence >= abstainBelow ? 1 : 0;
        amongTwo += rank(label, probabilities) < 2 ? 1 : 0;
        overconfidence[Math.min((int) (confidence * BINS), BINS - 1)] += confidence - (label == answer ? 1 : 0);
        abstention.add(confidence, label == answer);
    }

    /** How many emotions come before this one; of equals the first comes first. */
    private static int rank(int label, float[] probabilities) {
        int before = 0;
        for (int i = 0; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[label] || (probabilities[i] == probabilities[label] && i < label)) {
                before++;
            }
        }
        return before;
    }

    /** Faces counted so far. */
    int faces() {
        return faces;
    }

    /** The scores so far; nanos: time within the classifier; abstainBelow: the model's threshold. */
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
