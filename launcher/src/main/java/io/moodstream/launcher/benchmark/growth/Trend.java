package io.moodstream.launcher.benchmark.growth;

import java.util.Arrays;

/**
 * A straight line through measurements: the median of the slopes between all pairs (Theil and Sen), which single peaks
 * do not move, with its 95 % confidence interval (Sen 1968, from the variance of Kendall's statistic; it takes the
 * measurements for independent, and is too narrow where each is like the one before).
 *
 * @param slope change per unit of x
 * @param lower lower bound of the slope
 * @param upper upper bound of the slope
 * @param offset value at x = 0
 */
record Trend(double slope, double lower, double upper, double offset) {
    private static final double NORMAL_95 = 1.96;

    /**
     * Returns the line through points; with fewer than three the bounds are infinite.
     *
     * @param x of each point, at least two different ones
     * @param y of each point
     */
    static Trend of(double[] x, double[] y) {
        double[] slopes = slopes(x, y);
        if (slopes.length == 0) {
            throw new IllegalArgumentException("Expected at least two points at different places");
        }
        double slope = median(slopes);
        double[] rests = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            rests[i] = y[i] - slope * x[i];
        }
        Arrays.sort(rests);
        double n = x.length;
        double width = NORMAL_95 * Math.sqrt(n * (n - 1) * (2 * n + 5) / 18);
        int low = (int) Math.floor((slopes.length - width) / 2) - 1;
        int high = (int) Math.ceil((slopes.length + width) / 2);
        return new Trend(
                slope,
                low < 0 ? Double.NEGATIVE_INFINITY : slopes[low],
                high >= slopes.length ? Double.POSITIVE_INFINITY : slopes[high],
                median(rests));
    }

    /** Returns the slopes between all pairs, in ascending order. */
    private static double[] slopes(double[] x, double[] y) {
        double[] slopes = new double[x.length * (x.length - 1) / 2];
        int count = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = i + 1; j < x.length; j++) {
                if (x[i] != x[j]) {
                    slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
                }
            }
        }
        double[] found = Arrays.copyOf(slopes, count);
        Arrays.sort(found);
        return found;
    }

    /** Returns the median of values in ascending order, at least one. */
    static double median(double... sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
