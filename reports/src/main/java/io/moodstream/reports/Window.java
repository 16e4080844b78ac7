package io.moodstream.reports;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.ReportWindow;
import java.time.Instant;
import java.util.List;

/**
 * One window of a lecture. One about too few people has no mood, whatever the record says.
 *
 * @param from first instant
 * @param to first instant after it
 * @param participants people expected
 * @param readable faces readable at a time, mean
 * @param coverage readable / participants, 0 to 1
 * @param probabilities mean, in the order of {@link Emotion}; empty without a mood
 * @param shares of the answers, in the order of {@link Emotion}, sum 1; empty without a mood
 */
record Window(
        Instant from,
        Instant to,
        int participants,
        double readable,
        double coverage,
        double[] probabilities,
        double[] shares) {
    private static final double[] NONE = {};

    static Window of(ReportWindow window, int minimumGroup) {
        boolean told = window.getShares().size() == Emotion.values().length
                && window.getMeanProbabilities().size() == Emotion.values().length
                && window.getParticipants() >= minimumGroup
                && Math.round(window.getReadableFaces()) >= minimumGroup;
        return new Window(
                window.getStart(),
                window.getEnd(),
                window.getParticipants(),
                window.getReadableFaces(),
                window.getCoverage(),
                told ? shares(window.getMeanProbabilities()) : NONE,
                told ? shares(window.getShares()) : NONE);
    }

    /** Whether it has a mood. */
    boolean isTold() {
        return shares.length > 0;
    }

    /** As doubles that sum to 1: the record holds single precision. */
    private static double[] shares(List<Float> values) {
        double sum = values.stream().mapToDouble(Float::doubleValue).sum();
        return values.stream().mapToDouble(value -> value / sum).toArray();
    }
}
