package io.moodstream.recommender;

/**
 * Smooths values exponentially by time: after each half-life the earlier value has half the weight. For samples x at
 * irregular times the smoothed value follows s = w s + (1 - w) x with w = 2^(-dt / halfLife), so the frame rate of a
 * camera does not matter.
 *
 * @param halfLife milliseconds, above 0
 */
record Smoothing(double halfLife) {

    /**
     * Returns the smoothed value after one more sample.
     *
     * @param smoothed the smoothed value before
     * @param sample the new sample
     * @param elapsed milliseconds since the previous sample, at least 0
     */
    double next(double smoothed, double sample, long elapsed) {
        double kept = Math.pow(2, -elapsed / halfLife);
        return kept * smoothed + (1 - kept) * sample;
    }

    /** Returns the same for each of several values. */
    double[] next(double[] smoothed, double[] samples, long elapsed) {
        double[] next = new double[samples.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = next(smoothed[i], samples[i], elapsed);
        }
        return next;
    }
}
