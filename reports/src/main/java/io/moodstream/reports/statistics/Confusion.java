package io.moodstream.reports.statistics;

import java.util.Arrays;

/**
 * How often a model errs: numbers of labelled faces, a row a label, a column an answer, in the order of
 * {@link io.moodstream.schemas.Emotion}.
 *
 * @param counts square, none negative, no row of zeros only
 */
public record Confusion(double[][] counts) {

    /** Of each label the shares of the answers: what counts as measured. */
    double[][] rates() {
        return Arrays.stream(counts).map(Confusion::shares).toArray(double[][]::new);
    }

    /** The sum of several, for a lecture that several models have read. */
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
