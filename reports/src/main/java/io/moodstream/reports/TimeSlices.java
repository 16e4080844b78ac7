package io.moodstream.reports;

import io.moodstream.reports.statistics.Band;
import io.moodstream.reports.statistics.ShareBands;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Estimates the shares of a lecture and of its slices. */
final class TimeSlices {
    /** The smallest number of windows with a mood that is enough evidence. */
    static final int FEWEST = 6;

    private static final int MOST_SLICES = 24;

    private final LectureTimeline timeline;
    private final ShareBands bands;

    TimeSlices(LectureTimeline timeline, ModelErrors errors) {
        this.timeline = timeline;
        this.bands = new ShareBands(errors.confusion());
    }

    /** Returns the whole lecture; empty if there is not enough evidence. */
    Optional<TimeSlice> whole() {
        return slice(timeline.from(), timeline.to());
    }

    /** Returns the slices with enough evidence; they are 5 minutes long, longer in long lectures. */
    List<TimeSlice> slices() {
        List<TimeSlice> slices = new ArrayList<>();
        Duration length = sliceLength();
        for (Instant from = timeline.from(); from.isBefore(timeline.to()); from = from.plus(length)) {
            Instant end = from.plus(length);
            slice(from, end.isBefore(timeline.to()) ? end : timeline.to()).ifPresent(slices::add);
        }
        return slices;
    }

    private Duration sliceLength() {
        long minutes = Duration.between(timeline.from(), timeline.to()).toMinutes();
        return Duration.ofMinutes(5 * (minutes / (5 * MOST_SLICES) + 1));
    }

    private Optional<TimeSlice> slice(Instant from, Instant to) {
        List<Window> windows = timeline.withMood(from, to);
        if (windows.size() < FEWEST) {
            return Optional.empty();
        }
        double[] read = Expressions.mean(windows, Window::shares);
        double faces = windows.stream().mapToDouble(Window::readable).average().orElse(0);
        List<Band> estimated = bands.of(read, Math.max(1, faces));
        return Optional.of(new TimeSlice(
                from,
                to,
                Expressions.rounded(faces),
                Expressions.by(i -> Expressions.rounded(read[i])),
                Expressions.by(i -> rounded(estimated.get(i)))));
    }

    private static Band rounded(Band band) {
        return new Band(
                Expressions.rounded(band.share()), Expressions.rounded(band.low()), Expressions.rounded(band.high()));
    }
}
