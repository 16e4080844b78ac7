package io.moodstream.reports.statistics;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * Simulates series that fluctuate as a given one does, but without a change: a sieve bootstrap (P. Bühlmann, "Sieve
 * Bootstrap for Time Series", Bernoulli 3, 1997) with shuffled innovations.
 */
final class SieveBootstrap {
    private final Autoregression model;
    private final double[][] innovations;
    private final UniformRandomProvider random;

    private SieveBootstrap(Autoregression model, double[][] innovations, UniformRandomProvider random) {
        this.model = model;
        this.innovations = innovations;
        this.random = random;
    }

    /**
     * Fits the bootstrap to a series.
     *
     * @param starts the first index of each segment, ascending, the first one 0; the mean of each segment is subtracted
     */
    static SieveBootstrap of(double[][] series, List<Integer> starts, UniformRandomProvider random) {
        double[][] rest = new double[series.length][];
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : series.length;
            centre(series, starts.get(i), end, rest);
        }
        Autoregression model = Autoregression.fit(rest, starts.size());
        double[][] innovations = new double[rest.length][];
        for (int i = 0; i < rest.length; i++) {
            innovations[i] = model.innovation(rest, i);
        }
        return new SieveBootstrap(model, innovations, random);
    }

    /** Returns a simulated series of the same length, after a burn-in of that length. */
    double[][] series() {
        int size = innovations.length;
        double[][] walk = new double[2 * size][];
        int[] order = shuffled(size);
        int[] before = shuffled(size);
        for (int i = 0; i < walk.length; i++) {
            walk[i] = next(walk, i, innovations[i < size ? before[i] : order[i - size]]);
        }
        double[][] last = new double[size][];
        System.arraycopy(walk, size, last, 0, size);
        return last;
    }

    private double[] next(double[][] walk, int at, double[] innovation) {
        double[] next = innovation.clone();
        double[] coefficients = model.coefficients();
        for (int lag = 1; lag <= Math.min(coefficients.length, at); lag++) {
            for (int k = 0; k < next.length; k++) {
                next[k] += coefficients[lag - 1] * walk[at - lag][k];
            }
        }
        return next;
    }

    private int[] shuffled(int size) {
        int[] order = PermutationSampler.natural(size);
        PermutationSampler.shuffle(random, order);
        return order;
    }

    private static void centre(double[][] series, int start, int end, double[][] rest) {
        double[] mean = new double[series[start].length];
        for (int i = start; i < end; i++) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += series[i][k] / (end - start);
            }
        }
        for (int i = start; i < end; i++) {
            rest[i] = series[i].clone();
            for (int k = 0; k < mean.length; k++) {
                rest[i][k] -= mean[k];
            }
        }
    }
}
