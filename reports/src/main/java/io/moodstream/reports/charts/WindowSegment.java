package io.moodstream.reports.charts;

import java.time.Instant;
import java.util.List;

/**
 * Holds windows that follow each other without a gap.
 *
 * @param points their values, in the order of time, at least one
 */
public record WindowSegment(List<Point> points) {

    /**
     * Holds the values of one window.
     *
     * @param from first instant
     * @param to first instant after it
     * @param coverage 0 to 1
     * @param shares in the order of {@link io.moodstream.schemas.Emotion}, sum 1
     */
    public record Point(Instant from, Instant to, double coverage, double[] shares) {
        double middle() {
            return (from.toEpochMilli() + to.toEpochMilli()) / 2.0;
        }
    }

    Instant from() {
        return points.get(0).from();
    }

    Instant to() {
        return points.get(points.size() - 1).to();
    }
}
