package io.moodstream.recommender;

import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.ReportWindow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Converts closed windows into the windows of a report. */
final class Timeline {
    /** The largest number of windows in a report: with the largest number of notes it still fits into a record. */
    static final int MOST = 5000;

    private Timeline() {}

    /**
     * Returns a closed window as a report contains it.
     *
     * @param allowed whether it has enough people; if not, it has no mood
     */
    static ReportWindow window(LectureMood mood, boolean allowed) {
        return new ReportWindow(
                mood.getWindowStart(),
                mood.getWindowEnd(),
                mood.getFrames(),
                mood.getParticipants(),
                (float) mood.getReadableFaces(),
                (float) mood.getCoverage(),
                allowed ? floats(mood.getMeanProbabilities().stream()) : List.of(),
                allowed ? floats(shares(mood)) : List.of(),
                0L);
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
