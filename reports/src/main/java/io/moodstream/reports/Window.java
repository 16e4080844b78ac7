package io.moodstream.reports;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.ReportWindow;
import java.time.Instant;
import java.util.List;

/**
 * Holds one window of a lecture. A window with too few people has no mood, even if the record has one.
 *
 * @param from first instant
 * @param to first instant after it
 * @param participants number of people expected
 * @param readable mean number of faces readable at a time
 * @param coverage readable / participants, 0 to 1
 * @param probabilities mean probabilities, in the order of {@link Emotion}; empty without a mood
 * @param shares shares of the expressions, in the order of {@link Emotion}, sum 1; empty without a mood
 * @param frames frames that were counted
 * @param lateFrames frames that came too late to be counted
 */
record Window(
        Instant from,
        Instant to,
        int participants,
        double readable,
        double coverage,
        double[] probabilities,
        double[] shares,
        long frames,
        long lateFrames) {
    private static final double[] NONE = {};

    static Window of(ReportWindow window, int minimumGroup) {
        boolean hasMood = window.getShares().size() == Emotion.values().length
                && window.getMeanProbabilities().size() == Emotion.values().length
                && window.getParticipants() >= minimumGroup
                && Math.round(window.getReadableFaces()) >= minimumGroup;
        return new Window(
                window.getStart(),
                window.getEnd(),
                window.getParticipants(),
                window.getReadableFaces(),
                window.getCoverage(),
                hasMood ? shares(window.getMeanProbabilities()) : NONE,
                hasMood ? shares(window.getShares()) : NONE,
                window.getFrames(),
                window.getLateFrames());
    }

    /** Returns whether the window has a mood. */
    boolean hasMood() {
        return shares.length > 0;
    }

    /** Returns the values as doubles that sum to 1: the record holds single precision. */
    private static double[] shares(List<Float> values) {
        double sum = values.stream().mapToDouble(Float::doubleValue).sum();
        return values.stream().mapToDouble(value -> value / sum).toArray();
    }
}
