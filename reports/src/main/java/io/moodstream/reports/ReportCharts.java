package io.moodstream.reports;

import io.moodstream.reports.charts.BandChart;
import io.moodstream.reports.charts.BandPoint;
import io.moodstream.reports.charts.Line;
import io.moodstream.reports.charts.TimelineChart;
import io.moodstream.reports.charts.WindowSegment;
import io.moodstream.reports.statistics.Band;
import io.moodstream.schemas.Emotion;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The page's charts. */
final class ReportCharts {
    private final Findings findings;
    private final ZoneId zone;

    ReportCharts(Findings findings, ZoneId zone) {
        this.findings = findings;
        this.zone = zone;
    }

    /** The colour of an expression as CSS writes it. */
    static String colour(Emotion emotion) {
        return TimelineChart.colour(emotion);
    }

    String timeline(String name, Mood mood, int width, int height) {
        LectureTimeline timeline = findings.timeline();
        List<WindowSegment> runs = timeline.runs(Window::isTold).stream()
                .map(run ->
                        new WindowSegment(run.stream().map(ReportCharts::point).toList()))
                .toList();
        return new TimelineChart(timeline.from(), timeline.to(), zone, runs, lines(mood)).svg(name, width, height);
    }

    private static WindowSegment.Point point(Window window) {
        return new WindowSegment.Point(window.from(), window.to(), Math.min(1, window.coverage()), window.shares());
    }

    private List<Line> lines(Mood mood) {
        List<Line> lines = new ArrayList<>();
        findings.markers().forEach(marker -> lines.add(new Line(marker.at(), marker.text(), false)));
        int number = 1;
        for (MoodChange change : mood.changes()) {
            lines.add(new Line(change.at(), String.valueOf(number++), true));
        }
        return lines;
    }

    String slices(Mood mood, Emotion emotion) {
        List<BandPoint> slices =
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
                .map(ReportText::minutes)
                .orElse("");
    }

    private static BandPoint interval(TimeSlice slice, Emotion emotion) {
        Band band = Objects.requireNonNull(slice.estimated().get(emotion));
        return new BandPoint(slice.from(), slice.to(), band.share(), band.low(), band.high());
    }
}
