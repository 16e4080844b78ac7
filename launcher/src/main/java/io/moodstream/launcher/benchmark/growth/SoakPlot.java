package io.moodstream.launcher.benchmark.growth;

import io.moodstream.launcher.benchmark.growth.SoakRow.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Draws a soak as a picture: a small diagram for each measure, all over the same minutes and from zero. */
final class SoakPlot {
    private static final int COLUMNS = 3;
    private static final int WIDTH = 320;
    private static final int HEIGHT = 168;
    private static final int MARGIN = 28;
    private static final int HEAD = 92;
    private static final int LEFT = 46;
    private static final int TOP = 48;
    private static final int BOTTOM = 22;
    private static final int RIGHT = 14;
    private static final double INNER_WIDTH = WIDTH - LEFT - RIGHT;
    private static final double INNER_HEIGHT = HEIGHT - TOP - BOTTOM;

    private final SoakResult result;
    private final double end;

    SoakPlot(SoakResult result) {
        this.result = result;
        this.end = Math.max(1, result.seconds());
    }

    /** Returns the picture. */
    String svg() {
        List<SoakMeasure> shown = List.of(SoakMeasure.values()).stream()
                .filter(measure -> result.samples().stream()
                        .anyMatch(sample -> sample.values().containsKey(measure)))
                .toList();
        int rows = (shown.size() + COLUMNS - 1) / COLUMNS;
        int width = COLUMNS * WIDTH + 2 * MARGIN;
        int height = HEAD + rows * HEIGHT + MARGIN;
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"11\" fill=\"#5b6472\">",
                width,
                height,
                width,
                height);
        add(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
        add(
                svg,
                "<text x=\"%d\" y=\"40\" font-size=\"20\" font-weight=\"600\" fill=\"#1c2430\">%s</text>",
                MARGIN,
                title());
        add(svg, "<text x=\"%d\" y=\"62\" font-size=\"13\">%s</text>", MARGIN, xml(result.sentence()));
        for (int i = 0; i < shown.size(); i++) {
            add(svg, "<g transform=\"translate(%d %d)\">", MARGIN + i % COLUMNS * WIDTH, HEAD + i / COLUMNS * HEIGHT);
            draw(svg, shown.get(i));
            add(svg, "</g>");
        }
        add(svg, "</svg>");
        return svg.toString();
    }

    private String title() {
        SoakLoad load = result.load();
        return String.format(
                Locale.ROOT,
                "%s at %.0f frames a second, %s at a time, %s",
                SoakResult.minutes(result.seconds()),
                load.framesPerSecond(),
                counted(load.lectures(), "lecture"),
                counted(load.cores(), "core"));
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private void draw(StringBuilder svg, SoakMeasure measure) {
        List<SoakSample> samples = result.samples().stream()
                .filter(sample -> sample.values().containsKey(measure))
                .toList();
        double most = nice(samples.stream()
                .mapToDouble(sample -> value(sample, measure))
                .max()
                .orElse(1));
        add(
                svg,
                "<text x=\"%d\" y=\"20\" font-size=\"13\" font-weight=\"600\" fill=\"#1c2430\">%s</text>",
                LEFT,
                name(measure));
        result.rows().stream()
                .filter(row -> row.measure() == measure)
                .findFirst()
                .ifPresent(row -> label(svg, row));
        axes(svg, measure, most);
        String points = samples.stream()
                .map(sample ->
                        String.format(Locale.ROOT, "%.1f,%.1f", x(sample.seconds()), y(value(sample, measure), most)))
                .collect(Collectors.joining(" "));
        add(
                svg,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"#2f6fde\" stroke-width=\"1.4\" stroke-linejoin=\"round\"/>",
                points);
    }

    private void axes(StringBuilder svg, SoakMeasure measure, double most) {
        double warm = Math.min(end, result.load().warmUpSeconds());
        add(
                svg,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%.1f\" fill=\"#f1f3f6\"/>",
                LEFT,
                TOP,
                x(warm) - LEFT,
                INNER_HEIGHT);
        for (double share : new double[] {0, 0.5, 1}) {
            double y = y(share * most, most);
            add(
                    svg,
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dfe3e8\"/>",
                    LEFT,
                    y,
                    LEFT + INNER_WIDTH,
                    y);
            add(svg, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 6, y + 4, number(share * most));
        }
        add(svg, "<text x=\"%d\" y=\"%d\">0</text>", LEFT, HEIGHT - 6);
        add(
                svg,
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"end\">%s</text>",
                LEFT + INNER_WIDTH,
                HEIGHT - 6,
                end < 120 ? number(Math.rint(end)) + " s" : number(Math.round(end / 60)) + " min");
        if (warm > 0 && measure.ordinal() == 0) {
            add(svg, "<text x=\"%d\" y=\"%d\">warm-up</text>", LEFT + 4, HEIGHT - BOTTOM - 6);
        }
    }

    /** Says where the measure ends, and, if it is judged, how it goes on. */
    private static void label(StringBuilder svg, SoakRow row) {
        SoakMeasure measure = row.measure();
        add(svg, "<text x=\"%d\" y=\"37\">%s</text>", LEFT, measure.text(row.end()));
        if (measure.judged()) {
            add(
                    svg,
                    "<text x=\"%.1f\" y=\"37\" text-anchor=\"end\" fill=\"%s\">%+.2f %% an hour</text>",
                    LEFT + INNER_WIDTH,
                    color(row.verdict()),
                    row.percent());
        }
    }

    private static String color(Verdict verdict) {
        return switch (verdict) {
            case FLAT -> "#1a7f4b";
            case UNCLEAR -> "#8a6100";
            case GROWS -> "#c0322b";
        };
    }

    private static String name(SoakMeasure measure) {
        return measure.unit().isEmpty() ? measure.label() : measure.label() + ", " + measure.unit();
    }

    private double x(double seconds) {
        return LEFT + INNER_WIDTH * seconds / end;
    }

    private static double y(double value, double most) {
        return TOP + INNER_HEIGHT * (1 - value / most);
    }

    private static double value(SoakSample sample, SoakMeasure measure) {
        return Objects.requireNonNull(sample.values().get(measure));
    }

    /** Returns the next number above that is 1, 2, 3, 4, 5, 6 or 8 times a power of ten. */
    private static double nice(double value) {
        if (value <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : new double[] {1, 2, 3, 4, 5, 6, 8}) {
            if (value <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, value < 1 ? "%.2f" : "%.1f", value);
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
