package io.moodstream.reports.statistics;

import java.util.Arrays;

/**
 * The true shares behind a model's answers: those on the simplex (none negative, sum 1) under which the answers are
 * most likely, found by expectation-maximisation (Dempster, Laird and Rubin 1977; in unfolding known as
 * Richardson-Lucy).
 */
final class TrueShares {
    private static final int STEPS = 400;
    private static final double STILL = 1e-6;

    private TrueShares() {}

    /**
     * Solves answers = shares x rates.
     *
     * @param answers shares of the answers, sum 1
     * @param rates of each label the shares of the answers
     */
    static double[] solve(double[] answers, double[][] rates) {
        double[] shares = new double[answers.length];
        Arrays.fill(shares, 1.0 / shares.length);
        double moved = 1;
        for (int step = 0; step < STEPS && moved > STILL; step++) {
            moved = step(shares, answers, rates);
        }
        return shares;
    }

    /** How far the share went that went farthest. */
    private static double step(double[] shares, double[] answers, double[][] rates) {
        double[] factors = new double[shares.length];
        for (int answer = 0; answer < answers.length; answer++) {
            double expected = 0;
            for (int label = 0; label < shares.length; label++) {
                expected += shares[label] * rates[label][answer];
            }
            double ratio = expected > 0 ? answers[answer] / expected : 0;
            for (int label = 0; label < shares.length; label++) {
                factors[label] += rates[label][answer] * ratio;
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
