package io.moodstream.reports.statistics;

import java.util.Arrays;

/**
 * Holds a model's confusion matrix: numbers of labelled faces, one row per label, one column per prediction, in the
 * order of {@link io.moodstream.schemas.Emotion}.
 *
 * @param counts square, none negative, no row of zeros only
 */
public record Confusion(double[][] counts) {

    /** Returns, for each label, the measured shares of the predictions. */
    double[][] rates() {
        return Arrays.stream(counts).map(Confusion::shares).toArray(double[][]::new);
    }

    /** Returns the sum of two matrices, for a lecture that several models have classified. */
    public Confusion plus(Confusion other) {
        double[][] sum = new double[counts.length][counts.length];
        for (int i = 0; i < sum.length; i++) {
            for (int j = 0; j < sum.length; j++) {
                sum[i][j] = counts[i][j] + other.counts[i][j];
            }
        }
        return new Confusion(sum);
    }

    private static double[] shares(double[] row) {
        double sum = Arrays.stream(row).sum();
        return Arrays.stream(row).map(count -> count / sum).toArray();
    }
}
