package io.moodstream.reports.statistics;

import java.util.Arrays;

/**
 * Estimates the true shares behind a model's predictions: those on the simplex (none negative, sum 1) under which the
 * predictions are most likely, found by expectation-maximisation (Dempster, Laird and Rubin 1977; in unfolding known as
 * Richardson-Lucy).
 */
final class TrueShares {
    private static final int STEPS = 400;
    private static final double STILL = 1e-6;

    private TrueShares() {}

    /**
     * Solves predicted = shares x rates.
     *
     * @param predicted shares of the predictions, sum 1
     * @param rates for each label, the shares of the predictions
     */
    static double[] solve(double[] predicted, double[][] rates) {
        double[] shares = new double[predicted.length];
        Arrays.fill(shares, 1.0 / shares.length);
        double moved = 1;
        for (int step = 0; step < STEPS && moved > STILL; step++) {
            moved = step(shares, predicted, rates);
        }
        return shares;
    }

    /** Updates the shares; returns the largest difference. */
    private static double step(double[] shares, double[] predicted, double[][] rates) {
        double[] factors = new double[shares.length];
        for (int prediction = 0; prediction < predicted.length; prediction++) {
            double expected = 0;
            for (int label = 0; label < shares.length; label++) {
                expected += shares[label] * rates[label][prediction];
            }
            double ratio = expected > 0 ? predicted[prediction] / expected : 0;
            for (int label = 0; label < shares.length; label++) {
                factors[label] += rates[label][prediction] * ratio;
            }
        }
        double moved = 0;
        for (int label = 0; label < shares.length; label++) {
            moved = Math.max(moved, Math.abs(shares[label] * (factors[label] - 1)));
            shares[label] *= factors[label];
        }
        return moved;
    }
}
