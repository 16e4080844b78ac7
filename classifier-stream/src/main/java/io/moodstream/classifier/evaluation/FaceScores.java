package io.moodstream.classifier.evaluation;

import java.util.List;
import java.util.Map;

/**
 * How well a model names labelled faces. Shares are of 0 to 1; a share of nothing is 0.
 *
 * @param accuracy share of faces whose most probable emotion is the label
 * @param top2 share of faces whose label is among the two most probable
 * @param macroF1 mean of the seven f1
 * @param perClass each emotion's scores, in the order of {@link io.moodstream.schemas.Emotion}
 * @param confusion numbers of faces: a row a label, a column an answer
 * @param readableConfusion the same of the faces at or above the model's threshold only
 * @param ece expected calibration error, 15 bins of equal width (Guo et al. 2017, "On Calibration of Modern Neural
 *     Networks"): mean distance of confidence and accuracy
 * @param faces number of faces
 * @param msPerFace time within the classifier, milliseconds a face
 * @param abstainBelow the model's threshold
 * @param abstention what thresholds keep, the model's own among them, ascending
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
     * One emotion's scores.
     *
     * @param precision share of the faces named so that are labelled so
     * @param recall share of the faces labelled so that are named so
     * @param f1 harmonic mean of the two
     * @param support faces labelled so
     */
    public record ClassScores(double precision, double recall, double f1, int support) {}

    /**
     * What is left when faces below a threshold count as not readable.
     *
     * @param below the threshold of the highest probability
     * @param coverage share of faces kept
     * @param accuracy share of the kept ones whose most probable emotion is the label
     */
    public record Abstention(double below, double coverage, double accuracy) {}
}
