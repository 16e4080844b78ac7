package io.moodstream.reports;

import io.moodstream.reports.statistics.ChangePoint;
import io.moodstream.reports.statistics.EDivisive;
import io.moodstream.schemas.Emotion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the moments at which the mood changed. */
final class MoodChanges {
    /** The smallest number of windows with a mood that is enough evidence. */
    static final int FEWEST = 2 * EDivisive.SHORTEST;

    private static final int MOST = 720;
    private static final Duration SHORTLY = Duration.ofMinutes(10);

    private final List<Window> windows;
    private final List<Marker> markers;

    MoodChanges(LectureTimeline timeline, List<Marker> markers) {
        this.windows = timeline.withMood();
        this.markers = markers;
    }

    /** Returns the changes in the order of time; the windows of very long lectures are grouped. */
    List<MoodChange> find() {
        int group = (windows.size() + MOST - 1) / MOST;
        List<ChangePoint> found = EDivisive.changes(series(group));
        List<MoodChange> changes = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            int from = i == 0 ? 0 : found.get(i - 1).index() * group;
            int at = found.get(i).index() * group;
            int to = i + 1 < found.size() ? found.get(i + 1).index() * group : windows.size();
            changes.add(change(from, at, to, found.get(i).p()));
        }
        return changes;
    }

    private double[][] series(int group) {
        double[][] series = new double[group == 0 ? 0 : windows.size() / group][];
        for (int i = 0; i < series.length; i++) {
            series[i] = Expressions.mean(windows.subList(i * group, (i + 1) * group), Window::probabilities);
        }
        return series;
    }

    private MoodChange change(int from, int at, int to, double p) {
        Instant moment = windows.get(at).from();
        return new MoodChange(
                moment,
                windows.get(at - 1).to(),
                p,
                shares(windows.subList(from, at)),
                shares(windows.subList(at, to)),
                markerBefore(moment));
    }

    private static Map<Emotion, Double> shares(List<Window> windows) {
        double[] mean = Expressions.mean(windows, Window::shares);
        return Expressions.by(i -> Expressions.rounded(mean[i]));
    }

    private @Nullable Marker markerBefore(Instant moment) {
        return markers.stream()
                .filter(marker -> !marker.at().isAfter(moment) && marker.at().isAfter(moment.minus(SHORTLY)))
                .max(Comparator.comparing(Marker::at))
                .orElse(null);
    }

    /** Compares two changes by the sum of the differences of all shares; the larger one comes first. */
    static int bySize(MoodChange one, MoodChange other) {
        return Double.compare(size(other), size(one));
    }

    private static double size(MoodChange change) {
        return change.before().keySet().stream()
                .mapToDouble(emotion -> Math.abs(change.after().getOrDefault(emotion, 0.0)
                        - change.before().getOrDefault(emotion, 0.0)))
                .sum();
    }
}
