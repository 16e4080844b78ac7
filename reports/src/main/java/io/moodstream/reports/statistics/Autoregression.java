package io.moodstream.reports.statistics;

/**
 * Models a series by one set of autoregressive coefficients for all components, from Yule and Walker's equations
 * (Levinson's recursion) on the inner products of its vectors.
 *
 * @param coefficients of the previous observation, the one before it, and so on; the process is stationary
 */
record Autoregression(double[] coefficients) {
    /** The largest order: a minute of windows of ten seconds. */
    private static final int ORDER = 6;

    private static final int CORRECTIONS = 3;

    /**
     * Fits the model to a series.
     *
     * @param rest the series without the means of its segments
     * @param means number of segments: subtracting a mean makes neighbours look less similar than they are, by about
     *     (variance of a long mean) x means / size; this is corrected
     */
    static Autoregression fit(double[][] rest, int means) {
        int order = Math.min(ORDER, rest.length / 10);
        double[] raw = new double[order + 1];
        for (int lag = 0; lag <= order; lag++) {
            raw[lag] = product(rest, lag);
        }
        if (!(raw[0] > 0)) {
            return new Autoregression(new double[order]);
        }
        double[] fitted = levinson(raw);
        for (int i = 0; i < CORRECTIONS; i++) {
            fitted = levinson(corrected(raw, fitted, (double) means / rest.length));
        }
        return new Autoregression(fitted);
    }

    /** Returns the innovation: an observation minus its prediction. Observations before the first count as 0. */
    double[] innovation(double[][] rest, int at) {
        double[] innovation = rest[at].clone();
        for (int lag = 1; lag <= Math.min(coefficients.length, at); lag++) {
            for (int k = 0; k < innovation.length; k++) {
                innovation[k] -= coefficients[lag - 1] * rest[at - lag][k];
            }
        }
        return innovation;
    }

    private static double[] corrected(double[] raw, double[] fitted, double share) {
        double sum = 1;
        double variance = raw[0];
        for (int lag = 1; lag < raw.length; lag++) {
            sum -= fitted[lag - 1];
            variance -= fitted[lag - 1] * raw[lag];
        }
        // The variance of a long mean, times the number of observations; bounded, as it grows without limit near a unit
        // root.
        double lost = Math.min(variance / (sum * sum) * share, raw[0] * 0.5);
        double[] corrected = raw.clone();
        for (int lag = 0; lag < raw.length; lag++) {
            corrected[lag] += lost;
        }
        return corrected;
    }

    private static double[] levinson(double[] covariance) {
        int order = covariance.length - 1;
        double[] fitted = new double[order];
        double error = covariance[0];
        for (int n = 0; n < order; n++) {
            double reflection = covariance[n + 1];
            for (int i = 0; i < n; i++) {
                reflection -= fitted[i] * covariance[n - i];
            }
            reflection /= error;
            double[] before = fitted.clone();
            for (int i = 0; i < n; i++) {
                fitted[i] = before[i] - reflection * before[n - 1 - i];
            }
            fitted[n] = reflection;
            error *= 1 - reflection * reflection;
        }
        return fitted;
    }

    private static double product(double[][] rest, int lag) {
        double sum = 0;
        for (int i = lag; i < rest.length; i++) {
            for (int k = 0; k < rest[i].length; k++) {
                sum += rest[i][k] * rest[i - lag][k];
            }
        }
        return sum / rest.length;
    }
}
