package io.moodstream.reports;

import io.moodstream.reports.charts.BandChart;
import io.moodstream.reports.charts.BandPoint;
import io.moodstream.reports.charts.Line;
import io.moodstream.reports.charts.TimelineChart;
import io.moodstream.reports.charts.WindowSegment;
import io.moodstream.reports.statistics.Band;
import io.moodstream.reports.words.Messages;
import io.moodstream.schemas.Emotion;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Draws the charts of the page. */
final class ReportCharts {
    private final Findings findings;
    private final Messages messages;
    private final ZoneId zone;

    ReportCharts(Findings findings, Messages messages, ZoneId zone) {
        this.findings = findings;
        this.messages = messages;
        this.zone = zone;
    }

    /** Returns the colour of an expression in CSS notation. */
    static String colour(Emotion emotion) {
        return TimelineChart.colour(emotion);
    }

    String timeline(String name, Mood mood, int width, int height) {
        LectureTimeline timeline = findings.timeline();
        List<WindowSegment> segments = timeline.segments(Window::hasMood).stream()
                .map(segment -> new WindowSegment(
                        segment.stream().map(ReportCharts::point).toList()))
                .toList();
        return new TimelineChart(timeline.from(), timeline.to(), zone, segments, lines(mood))
                .svg(name, messages.text("chart.timeline"), width, height);
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
                mood.slices().stream().map(slice -> bandPoint(slice, emotion)).toList();
        return new BandChart(
                        emotion, findings.timeline().from(), findings.timeline().to(), zone, slices)
                .svg(
                        "slices-" + emotion,
                        messages.text("chart.slices", "expression", messages.looks(emotion)),
                        300,
                        130);
    }

    private static BandPoint bandPoint(TimeSlice slice, Emotion emotion) {
        Band band = Objects.requireNonNull(slice.estimated().get(emotion));
        return new BandPoint(slice.from(), slice.to(), band.share(), band.low(), band.high());
    }
}
