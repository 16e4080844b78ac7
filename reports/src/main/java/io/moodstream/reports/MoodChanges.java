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

/** Finds the moments where the mood changed, from the windows with one. */
final class MoodChanges {
    /** Fewer windows with a mood are not enough evidence. */
    static final int FEWEST = 2 * EDivisive.SHORTEST;

    private static final int MOST = 720;
    private static final Duration SHORTLY = Duration.ofMinutes(10);

    private final List<Window> told;
    private final List<Marker> markers;

    MoodChanges(LectureTimeline timeline, List<Marker> markers) {
        this.told = timeline.told();
        this.markers = markers;
    }

    /** In the order of time; very long lectures are looked at in groups of windows. */
    List<MoodChange> find() {
        int group = (told.size() + MOST - 1) / MOST;
        List<ChangePoint> found = EDivisive.changes(series(group));
        List<MoodChange> changes = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            int from = i == 0 ? 0 : found.get(i - 1).index() * group;
            int at = found.get(i).index() * group;
            int to = i + 1 < found.size() ? found.get(i + 1).index() * group : told.size();
            changes.add(change(from, at, to, found.get(i).p()));
        }
        return changes;
    }

    private double[][] series(int group) {
        double[][] series = new double[group == 0 ? 0 : told.size() / group][];
        for (int i = 0; i < series.length; i++) {
            series[i] = Expressions.mean(told.subList(i * group, (i + 1) * group), Window::probabilities);
        }
        return series;
    }

    private MoodChange change(int from, int at, int to, double p) {
        Instant moment = told.get(at).from();
        return new MoodChange(
                moment,
                told.get(at - 1).to(),
                p,
                shares(told.subList(from, at)),
                shares(told.subList(at, to)),
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

    /** The larger one first: by the sum of what all shares moved. */
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
