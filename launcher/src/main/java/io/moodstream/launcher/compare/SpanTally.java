package io.moodstream.launcher.compare;

import io.moodstream.schemas.Emotion;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what two runs found in a span of time. */
final class SpanTally {
    private static final int CLASSES = Emotion.values().length;

    private final long[][] seen = new long[2][CLASSES];
    private long pairs;
    private long same;

    /** Counts a readable face of run 0 or 1. */
    void see(int side, Emotion emotion) {
        seen[side][emotion.ordinal()]++;
    }

    /** Counts a face that is readable in both. */
    void pair(boolean equal) {
        pairs++;
        same += equal ? 1 : 0;
    }

    /** Returns the span that starts at so many milliseconds. */
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

    /** Returns part / whole, or null if the whole is zero. */
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

    /** Returns the total variation, or null if one of the runs has no readable face here. */
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
