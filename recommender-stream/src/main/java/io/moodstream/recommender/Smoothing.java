package io.moodstream.recommender;

/**
 * Exponential smoothing by time: after each half-life what was known weighs half. For samples x at irregular times the
 * smoothed value follows s = w s + (1 - w) x with w = 2^(-dt / halfLife), so how often a camera sends does not matter.
 *
 * @param halfLife milliseconds, above 0
 */
record Smoothing(double halfLife) {

    /**
     * The smoothed value after one more sample.
     *
     * @param smoothed what it was
     * @param sample what is seen now
     * @param elapsed milliseconds since it was that, at least 0
     */
    double next(double smoothed, double sample, long elapsed) {
        double kept = Math.pow(2, -elapsed / halfLife);
        return kept * smoothed + (1 - kept) * sample;
    }

    /** The same for each of several values. */
    double[] next(double[] smoothed, double[] samples, long elapsed) {
        double[] next = new double[samples.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = next(smoothed[i], samples[i], elapsed);
        }
        return next;
    }
}
