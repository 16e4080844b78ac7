package io.moodstream.classifier.evaluation;

import io.moodstream.classifier.Probabilities;
import io.moodstream.schemas.Emotion;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Counts predictions against the majority of FER+'s taggers. */
final class FerPlusTally {
    private static final int EMOTIONS = Emotion.values().length;

    private final FaceTally shared = new FaceTally();

    /** Predictions for pictures of contempt, by emotion. */
    private final int[] contempt = new int[EMOTIONS];

    private int leftOut;

    void add(FerPlusVotes votes, float[] probabilities, double abstainBelow) {
        Optional<FerPlusLabel> label = votes.majority();
        Optional<Emotion> emotion = label.flatMap(FerPlusLabel::emotion);
        if (emotion.isPresent()) {
            shared.add(emotion.get(), probabilities, abstainBelow);
        } else if (label.equals(Optional.of(FerPlusLabel.contempt))) {
            contempt[Probabilities.best(probabilities)]++;
        } else {
            leftOut++;
        }
    }

    /**
     * Returns the scores so far.
     *
     * @param nanos time within the classifier for all faces, including those left out, nanoseconds
     */
    FerPlusScores scores(long nanos, double abstainBelow) {
        int ofContempt = IntStream.of(contempt).sum();
        int all = shared.faces() + ofContempt + leftOut;
        // Each face gets its part of the time, so that leaving some out does not make the others slower.
        FaceScores seven = shared.scores(all == 0 ? 0 : nanos / all * shared.faces(), abstainBelow);
        return new FerPlusScores(seven, eight(seven, ofContempt), leftOut);
    }

    private FerPlusScores.EightClasses eight(FaceScores seven, int ofContempt) {
        int faces = seven.faces() + ofContempt;
        double f1 = IntStream.range(0, EMOTIONS)
                .mapToDouble(emotion -> f1(seven.confusion(), emotion))
                .sum();
        return new FerPlusScores.EightClasses(
                faces == 0 ? 0 : seven.accuracy() * seven.faces() / faces, f1 / (EMOTIONS + 1), faces);
    }

    /** Returns F1: 2 hits / (number of labels + number of predictions). */
    private double f1(List<List<Integer>> confusion, int emotion) {
        int labelled =
                confusion.get(emotion).stream().mapToInt(Integer::intValue).sum();
        int named = contempt[emotion]
                + confusion.stream().mapToInt(row -> row.get(emotion)).sum();
        return labelled + named == 0 ? 0 : 2.0 * confusion.get(emotion).get(emotion) / (labelled + named);
    }
}
