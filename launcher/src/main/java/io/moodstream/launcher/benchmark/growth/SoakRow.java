package io.moodstream.launcher.benchmark.growth;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How a measure went on after the warm-up.
 *
 * @param measure which one
 * @param start median of the first fifth of the time
 * @param end median of the last fifth
 * @param trend over hours since the lectures began
 */
record SoakRow(SoakMeasure measure, double start, double end, Trend trend) {
    /** The bound of a measure that is flat, per cent of its start an hour. */
    static final double FLAT = 1;

    private static final int FEWEST = 5;
    private static final double HOUR = 3600;

    /** Says whether a measure grows. */
    enum Verdict {
        /** All of its slope's confidence interval is within the bound. */
        FLAT,
        /** All of it is above the bound. */
        GROWS,
        /** The bound lies in the interval: a longer run decides. */
        UNCLEAR
    }

    /**
     * Judges a measure.
     *
     * @param samples those after the warm-up
     * @return nothing if there are fewer than five values
     */
    static List<SoakRow> of(SoakMeasure measure, List<SoakSample> samples) {
        List<SoakSample> with = samples.stream()
                .filter(sample -> sample.values().containsKey(measure))
                .toList();
        if (with.size() < FEWEST) {
            return List.of();
        }
        double[] hours =
                with.stream().mapToDouble(sample -> sample.seconds() / HOUR).toArray();
        double[] values = with.stream()
                .mapToDouble(sample -> Objects.requireNonNull(sample.values().get(measure)))
                .toArray();
        int fifth = Math.max(1, values.length / 5);
        return List.of(new SoakRow(
                measure,
                median(values, 0, fifth),
                median(values, values.length - fifth, values.length),
                Trend.of(hours, values)));
    }

    private static double median(double[] values, int from, int to) {
        return Trend.median(Arrays.stream(values, from, to).sorted().toArray());
    }

    /** Returns the slope in per cent of the start an hour; of one thing or megabyte where the start is less. */
    double percent() {
        return percent(trend.slope());
    }

    /** Returns half the width of the slope's confidence interval, in the same unit. */
    double uncertainty() {
        return percent(trend.upper() - trend.lower()) / 2;
    }

    private double percent(double slope) {
        return 100 * slope / Math.max(1, start);
    }

    Verdict verdict() {
        if (percent(trend.upper()) <= FLAT) {
            return Verdict.FLAT;
        }
        return percent(trend.lower()) > FLAT ? Verdict.GROWS : Verdict.UNCLEAR;
    }
}
