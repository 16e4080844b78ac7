package io.moodstream.reports;

import io.moodstream.reports.charts.BandChart;
import io.moodstream.reports.charts.Interval;
import io.moodstream.reports.charts.Line;
import io.moodstream.reports.charts.Run;
import io.moodstream.reports.charts.TimelineChart;
import io.moodstream.reports.statistics.Band;
import io.moodstream.schemas.Emotion;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The page's charts. */
final class PageCharts {
    private final Findings findings;
    private final ZoneId zone;

    PageCharts(Findings findings, ZoneId zone) {
        this.findings = findings;
        this.zone = zone;
    }

    /** The colour of an expression as CSS writes it. */
    static String colour(Emotion emotion) {
        return TimelineChart.colour(emotion);
    }

    String timeline(String name, Mood mood, int width, int height) {
        Timeline timeline = findings.timeline();
        List<Run> runs = timeline.runs(Window::isTold).stream()
                .map(run -> new Run(run.stream().map(PageCharts::point).toList()))
                .toList();
        return new TimelineChart(timeline.from(), timeline.to(), zone, runs, lines(mood)).svg(name, width, height);
    }

    private static Run.Point point(Window window) {
        return new Run.Point(window.from(), window.to(), Math.min(1, window.coverage()), window.shares());
    }

    private List<Line> lines(Mood mood) {
        List<Line> lines = new ArrayList<>();
        findings.markers().forEach(marker -> lines.add(new Line(marker.at(), marker.text(), false)));
        int number = 1;
        for (Change change : mood.changes()) {
            lines.add(new Line(change.at(), String.valueOf(number++), true));
        }
        return lines;
    }

    String slices(Mood mood, Emotion emotion) {
        List<Interval> slices =
                mood.slices().stream().map(slice -> interval(slice, emotion)).toList();
        return new BandChart(
                        emotion, findings.timeline().from(), findings.timeline().to(), zone, slices)
                .svg("slices-" + emotion, 300, 130);
    }

    /** How long a slice is, in words. */
    String sliceLength(Mood mood) {
        return mood.slices().stream()
                .map(slice -> Duration.between(slice.from(), slice.to()))
                .max(Duration::compareTo)
                .map(Words::minutes)
                .orElse("");
    }

    private static Interval interval(Stretch slice, Emotion emotion) {
        Band band = Objects.requireNonNull(slice.estimated().get(emotion));
        return new Interval(slice.from(), slice.to(), band.share(), band.low(), band.high());
    }
}
