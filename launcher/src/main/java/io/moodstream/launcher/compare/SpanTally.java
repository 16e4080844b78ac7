package io.moodstream.launcher.compare;

import io.moodstream.schemas.Emotion;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What two runs have seen in a stretch of time. */
final class SpanTally {
    private static final int CLASSES = Emotion.values().length;

    private final long[][] seen = new long[2][CLASSES];
    private long pairs;
    private long same;

    /** A readable face of one run, 0 or 1. */
    void see(int side, Emotion emotion) {
        seen[side][emotion.ordinal()]++;
    }

    /** A face readable in both. */
    void pair(boolean equal) {
        pairs++;
        same += equal ? 1 : 0;
    }

    /** The span from so many milliseconds on. */
    RunComparison.Span span(long from, long length) {
        double[] a = shares(0);
        double[] b = shares(1);
        return new RunComparison.Span(
                from / 1000.0,
                (from + length) / 1000.0,
                pairs,
                share(same, pairs),
                named(a),
                named(b),
                difference(a, b));
    }

    /** Part of the whole, or null if there is no whole. */
    static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    private double[] shares(int side) {
        long sum = 0;
        for (long count : seen[side]) {
            sum += count;
        }
        if (sum == 0) {
            return new double[0];
        }
        double[] shares = new double[CLASSES];
        for (int i = 0; i < CLASSES; i++) {
            shares[i] = (double) seen[side][i] / sum;
        }
        return shares;
    }

    private static Map<Emotion, Double> named(double[] shares) {
        Map<Emotion, Double> named = new EnumMap<>(Emotion.class);
        for (int i = 0; i < shares.length; i++) {
            named.put(Emotion.values()[i], shares[i]);
        }
        return named;
    }

    /** Total variation; a run that has read no face there says nothing to compare. */
    private static @Nullable Double difference(double[] a, double[] b) {
        if (a.length == 0 || b.length == 0) {
            return null;
        }
        double sum = 0;
        for (int i = 0; i < CLASSES; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / 2;
    }
}
