package io.moodstream.recommender;

import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.ReportWindow;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Converts closed windows into the windows of a report. */
final class Timeline {
    /** The largest number of windows in a report: with the largest number of notes it still fits into a record. */
    static final int MOST = 5000;

    private Timeline() {}

    /**
     * Returns a closed window as a report contains it.
     *
     * @param before the window as it was, if it has been opened again or frames of it came too late
     * @param allowed whether it has enough people; if not, it has no mood
     */
    static ReportWindow window(@Nullable ReportWindow before, LectureMood mood, boolean allowed) {
        return new ReportWindow(
                mood.getWindowStart(),
                mood.getWindowEnd(),
                mood.getFrames(),
                mood.getParticipants(),
                (float) mood.getReadableFaces(),
                (float) mood.getCoverage(),
                allowed ? floats(mood.getMeanProbabilities().stream()) : List.of(),
                allowed ? floats(shares(mood)) : List.of(),
                before == null ? 0 : before.getLateFrames());
    }

    /**
     * Returns a window with one more frame that came too late.
     *
     * @param known the window as it is; none if no frame of it has been counted
     * @param start its first instant, UTC milliseconds
     * @param end the first instant after it, UTC milliseconds
     */
    static ReportWindow withLateFrame(@Nullable ReportWindow known, long start, long end) {
        if (known != null) {
            return ReportWindow.newBuilder(known)
                    .setLateFrames(known.getLateFrames() + 1)
                    .build();
        }
        return new ReportWindow(
                Instant.ofEpochMilli(start), Instant.ofEpochMilli(end), 0L, 0, 0f, 0f, List.of(), List.of(), 1L);
    }

    /** Returns whether a window has a mood, which it has if it has enough people. */
    static boolean hasMood(ReportWindow window) {
        return !window.getMeanProbabilities().isEmpty();
    }

    private static Stream<Double> shares(LectureMood mood) {
        return Arrays.stream(io.moodstream.schemas.Emotion.values())
                .map(emotion -> mood.getShares().getOrDefault(emotion.name(), 0.0));
    }

    private static List<Float> floats(Stream<Double> values) {
        return values.map(Double::floatValue).toList();
    }
}
