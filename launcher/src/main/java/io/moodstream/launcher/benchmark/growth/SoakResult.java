package io.moodstream.launcher.benchmark.growth;

import io.moodstream.launcher.benchmark.growth.SoakRow.Verdict;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a soak has measured.
 *
 * @param load what ran
 * @param samples in the order of time
 * @param rows how each measure went on after the warm-up
 */
record SoakResult(SoakLoad load, List<SoakSample> samples, List<SoakRow> rows) {
    /** The share of the wanted frames a second that must have been answered. */
    private static final double HELD = 0.95;

    static SoakResult of(SoakLoad load, List<SoakSample> samples) {
        List<SoakSample> warm = samples.stream()
                .filter(sample -> sample.seconds() >= load.warmUpSeconds())
                .toList();
        List<SoakRow> rows = Stream.of(SoakMeasure.values())
                .flatMap(measure -> SoakRow.of(measure, warm).stream())
                .toList();
        return new SoakResult(load, List.copyOf(samples), rows);
    }

    /** Returns how long the lectures went on, seconds. */
    double seconds() {
        return samples.isEmpty() ? 0 : samples.get(samples.size() - 1).seconds();
    }

    /** Returns whether nothing that is judged grows and the load was held. */
    boolean passed() {
        return !rows.isEmpty() && held() && judged(Verdict.GROWS).isEmpty();
    }

    private boolean held() {
        return answered() >= HELD * load.framesPerSecond();
    }

    /** Returns the mean of the frames answered a second after the warm-up. */
    private double answered() {
        return samples.stream()
                .filter(sample -> sample.seconds() >= load.warmUpSeconds())
                .mapToDouble(sample -> sample.values().getOrDefault(SoakMeasure.RATE, 0.0))
                .average()
                .orElse(0);
    }

    /** Returns what is judged and was not measured often enough after the warm-up. */
    private List<SoakMeasure> notMeasured() {
        return Stream.of(SoakMeasure.values())
                .filter(SoakMeasure::judged)
                .filter(measure -> rows.stream().noneMatch(row -> row.measure() == measure))
                .toList();
    }

    private List<String> judged(Verdict verdict) {
        return rows.stream()
                .filter(row -> row.measure().judged() && row.verdict() == verdict)
                .map(row -> row.measure().label())
                .toList();
    }

    /** Prints the table, and in one sentence what it says. */
    void print(PrintWriter out) {
        line(
                out,
                "%-26s %14s %14s %22s  %s",
                "after " + minutes(load.warmUpSeconds()) + " of warm-up",
                "first fifth",
                "last fifth",
                "slope, % an hour",
                "");
        for (SoakRow row : rows) {
            SoakMeasure measure = row.measure();
            line(
                    out,
                    "%-26s %14s %14s %22s  %s",
                    measure.label(),
                    measure.text(row.start()),
                    measure.text(row.end()),
                    slope(row),
                    measure.judged() ? row.verdict().name().toLowerCase(Locale.ROOT) : "");
        }
        for (SoakMeasure measure : notMeasured()) {
            line(out, "%-26s %14s %14s %22s  %s", measure.label(), "", "", "not measured", "unclear");
        }
        line(out, "%s", sentence());
        out.flush();
    }

    private static String slope(SoakRow row) {
        return String.format(Locale.ROOT, "%+.2f +- %.2f", row.percent(), row.uncertainty());
    }

    /** Says in one sentence what came out. */
    String sentence() {
        if (rows.isEmpty()) {
            return "Too short: nothing was measured often enough after the warm-up";
        }
        if (!held()) {
            return String.format(
                    Locale.ROOT,
                    "Not held: %.1f of %.1f frames a second were answered; try a lower --rate",
                    answered(),
                    load.framesPerSecond());
        }
        List<String> grows = judged(Verdict.GROWS);
        if (!grows.isEmpty()) {
            return "Grows by more than 1 % an hour: " + String.join(", ", grows);
        }
        List<String> unclear = Stream.concat(
                        judged(Verdict.UNCLEAR).stream(),
                        notMeasured().stream().map(measure -> measure.label() + " (not measured)"))
                .toList();
        return unclear.isEmpty()
                ? "Flat: nothing grows by more than 1 % an hour"
                : "Nothing certainly grows; a longer run decides about " + String.join(", ", unclear);
    }

    /** Returns a time in minutes, or seconds where it is less than two minutes. */
    static String minutes(double seconds) {
        return seconds < 120
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.0f minutes", seconds / 60);
    }

    private static void line(PrintWriter out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    }
}
