package io.moodstream.classifier.evaluation;

import java.util.List;
import java.util.Map;

/**
 * Holds how well a model classifies labelled faces. Shares are from 0 to 1; a share of nothing is 0.
 *
 * @param accuracy share of faces whose most probable emotion is the label
 * @param top2 share of faces whose label is among the two most probable
 * @param macroF1 mean of the seven f1
 * @param perClass each emotion's scores, in the order of {@link io.moodstream.schemas.Emotion}
 * @param confusion numbers of faces, one row per label, one column per prediction
 * @param readableConfusion the same for the faces at or above the model's threshold only
 * @param ece expected calibration error, 15 bins of equal width (Guo et al. 2017, "On Calibration of Modern Neural
 *     Networks"): mean distance of confidence and accuracy
 * @param faces number of faces
 * @param msPerFace time within the classifier, milliseconds per face
 * @param abstainBelow the model's threshold
 * @param abstention coverage and accuracy for several thresholds, ascending, including the model's own
 */
public record FaceScores(
        double accuracy,
        double top2,
        double macroF1,
        Map<String, ClassScores> perClass,
        List<List<Integer>> confusion,
        List<List<Integer>> readableConfusion,
        double ece,
        int faces,
        double msPerFace,
        double abstainBelow,
        List<Abstention> abstention) {

    /**
     * Holds the scores of one emotion.
     *
     * @param precision share of the faces with this prediction that have this label
     * @param recall share of the faces with this label that have this prediction
     * @param f1 harmonic mean of the two
     * @param support number of faces with this label
     */
    public record ClassScores(double precision, double recall, double f1, int support) {}

    /**
     * Holds coverage and accuracy if the classifier abstains below a threshold.
     *
     * @param below the threshold of the highest probability
     * @param coverage share of faces on which it does not abstain
     * @param accuracy share of those faces whose most probable emotion is the label
     */
    public record Abstention(double below, double coverage, double accuracy) {}
}
