package io.moodstream.recommender;

import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.ReportWindow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A report's windows. */
final class Timeline {
    /** Most windows of a report: with as many notes as there may be they stay below the size of a record. */
    static final int MOST = 5000;

    private Timeline() {}

    /**
     * A closed window as a report shows it.
     *
     * @param allowed whether it is about enough people; if not it has no mood
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
                allowed ? floats(shares(mood)) : List.of());
    }

    /** Whether a window is about enough people, so that it has a mood. */
    static boolean isTold(ReportWindow window) {
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
