package io.moodstream.classifier.evaluation;

/**
 * How well a model names what most of FER+'s taggers saw. Pictures on which no label has more than half of the votes,
 * single votes not counted, or whose label is unknown or NF (no face), are left out.
 *
 * @param sevenClasses on the pictures of the seven expressions that FER2013 and FER+ share
 * @param eightClasses on those and the ones of contempt
 * @param leftOut pictures of this part that are in neither
 */
public record FerPlusScores(FaceScores sevenClasses, EightClasses eightClasses, int leftOut) {

    /**
     * With contempt as an eighth class, which a model of seven cannot name: its pictures count as wrong.
     *
     * @param accuracy share of faces named as labelled
     * @param macroF1 mean of the eight f1; contempt's is 0
     * @param faces number of faces
     */
    public record EightClasses(double accuracy, double macroF1, int faces) {}
}
