package io.moodstream.classifier.evaluation;

import java.util.List;

/**
 * Holds how well a model classifies faces that are changed in stated ways. Shares are from 0 to 1; a share of nothing
 * is 0.
 *
 * @param faces number of faces, the same under every change
 * @param abstainBelow the model's threshold
 * @param changes scores of the faces as they are, then under each change
 */
public record StressScores(int faces, double abstainBelow, List<Line> changes) {
    /**
     * Holds the scores under one change.
     *
     * @param change what is changed
     * @param level how far, in the unit
     * @param unit unit of the level
     * @param accuracy share of all faces whose most probable emotion is the label
     * @param readable share of faces on which the model does not abstain
     * @param readableAccuracy share of the readable faces whose most probable emotion is the label
     * @param wrong share of all faces that are readable and whose most probable emotion is not the label
     * @param ece expected calibration error of all faces
     */
    public record Line(
            String change,
            double level,
            String unit,
            double accuracy,
            double readable,
            double readableAccuracy,
            double wrong,
            double ece) {

        static Line of(String change, double level, String unit, FaceScores scores) {
            FaceScores.Abstention own = scores.abstention().stream()
                    .filter(row -> row.below() == scores.abstainBelow())
                    .findFirst()
                    .orElseThrow();
            return new Line(
                    change,
                    level,
                    unit,
                    scores.accuracy(),
                    own.coverage(),
                    own.accuracy(),
                    own.coverage() * (1 - own.accuracy()),
                    scores.ece());
        }
    }
}
