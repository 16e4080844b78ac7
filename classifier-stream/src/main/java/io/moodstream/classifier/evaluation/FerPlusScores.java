package io.moodstream.classifier.evaluation;

/**
 * Holds how well a model agrees with the majority of FER+'s taggers. Pictures without a label that has more than half
 * of the votes, single votes not counted, and pictures labelled unknown or NF (no face) are left out.
 *
 * @param sevenClasses scores on the pictures of the seven expressions that FER2013 and FER+ share
 * @param eightClasses scores on these pictures and those of contempt
 * @param leftOut number of pictures of this part that are left out
 */
public record FerPlusScores(FaceScores sevenClasses, EightClasses eightClasses, int leftOut) {

    /**
     * Holds the scores with contempt as an eighth class, which a model of seven classes cannot predict: its pictures
     * count as wrong.
     *
     * @param accuracy share of faces whose prediction is the label
     * @param macroF1 mean of the eight f1; contempt's is 0
     * @param faces number of faces
     */
    public record EightClasses(double accuracy, double macroF1, int faces) {}
}
