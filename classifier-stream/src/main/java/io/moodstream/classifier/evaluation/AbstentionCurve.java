package io.moodstream.classifier.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Computes how many faces would remain, and how many of them correct, if the classifier abstained below a threshold.
 */
final class AbstentionCurve {
    private static final List<Double> THRESHOLDS = List.of(0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);

    private final List<Float> right = new ArrayList<>();
    private final List<Float> wrong = new ArrayList<>();

    /** Adds a face: its highest probability, and whether that is the label's. */
    void add(float confidence, boolean isRight) {
        (isRight ? right : wrong).add(confidence);
    }

    /** Returns the values for the usual thresholds and the model's own, ascending. */
    List<FaceScores.Abstention> with(double own) {
        TreeSet<Double> thresholds = new TreeSet<>(THRESHOLDS);
        thresholds.add(own);
        return thresholds.stream().map(this::at).toList();
    }

    private FaceScores.Abstention at(double below) {
        long keptRight = kept(right, below);
        long kept = keptRight + kept(wrong, below);
        return new FaceScores.Abstention(
                below, share(kept, right.size() + (long) wrong.size()), share(keptRight, kept));
    }

    private static long kept(List<Float> confidences, double below) {
        return confidences.stream().filter(confidence -> confidence >= below).count();
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
