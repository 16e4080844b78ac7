package io.moodstream.recommender;

import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.LectureMood;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Folds the tallies of a window into a mood. Each source's tally is divided by its number of frames, so that every
 * readable face has the same weight however often its camera sends. Sources are added in the order of their ids, so
 * that the sums are the same each time.
 */
final class MoodFold {
    private MoodFold() {}

    /**
     * Returns the mood of a window.
     *
     * @param start first instant, UTC milliseconds
     * @param end first instant after it, UTC milliseconds
     * @param tallies of the sources that count
     * @param expected number of people expected, by source
     * @param counting whom the window counts of those who are seen by several sources
     * @param isFinal whether the window has closed
     * @param revision how often the window was opened again
     * @return the mood; if no face was readable, all means and shares are 0 and the dominant emotion is neutral
     */
    static LectureMood fold(
            String lectureId,
            long start,
            long end,
            SortedMap<String, WindowTally> tallies,
            SortedMap<String, Integer> expected,
            Counting counting,
            boolean isFinal,
            int revision) {
        int participants =
                expected.values().stream().mapToInt(Integer::intValue).sum();
        double readable = 0;
        double bystanders = 0;
        long frames = 0;
        double[] means = new double[Emotions.COUNT];
        double[] shares = new double[Emotions.COUNT];
        for (var source : tallies.entrySet()) {
            WindowTally tally = source.getValue();
            double weight = weight(tally, expected.getOrDefault(source.getKey(), 0));
            readable += weight * tally.faces();
            frames += tally.frames();
            bystanders += tally.bystanders();
            for (int i = 0; i < Emotions.COUNT; i++) {
                means[i] += weight * tally.probability(i);
                shares[i] += weight * tally.faces(i);
            }
        }
        if (readable > 0) {
            divide(means, readable);
            divide(shares, readable);
        }
        return LectureMood.newBuilder()
                .setLectureId(lectureId)
                .setWindowStart(Instant.ofEpochMilli(start))
                .setWindowEnd(Instant.ofEpochMilli(end))
                .setParticipants(participants)
                .setReadableFaces(readable)
                .setCoverage(participants == 0 ? 0 : Math.min(1, readable / participants))
                .setFrames(frames)
                .setMeanProbabilities(Emotions.list(means))
                .setShares(named(shares))
                .setDominant(readable > 0 ? dominant(shares, means) : Emotion.neutral)
                .setPositivity(means[Emotion.happy.ordinal()])
                .setNegativity(Emotions.negative(Emotions.list(means)))
                .setIsFinal(isFinal)
                .setRevision(revision)
                .setBystanders(bystanders)
                .setCounting(counting)
                .build();
    }

    /**
     * Returns the weight of a source's faces: 1, or less if more faces were readable on average than people are
     * expected. The expected number is a median, which a few frames with false or doubled faces do not change, but the
     * number of readable faces is a mean. More people than take part can never be readable.
     */
    private static double weight(WindowTally tally, int expected) {
        return tally.faces() <= expected ? 1 : expected / tally.faces();
    }

    /** Returns the emotion with the largest share; of equal ones, the one with the larger mean probability. */
    private static Emotion dominant(double[] shares, double[] means) {
        int best = 0;
        for (int i = 1; i < shares.length; i++) {
            if (shares[i] > shares[best] || (shares[i] == shares[best] && means[i] > means[best])) {
                best = i;
            }
        }
        return Emotions.at(best);
    }

    private static void divide(double[] values, double by) {
        for (int i = 0; i < values.length; i++) {
            values[i] /= by;
        }
    }

    private static Map<String, Double> named(double[] shares) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int i = 0; i < shares.length; i++) {
            named.put(Emotions.at(i).name(), shares[i]);
        }
        return named;
    }
}
