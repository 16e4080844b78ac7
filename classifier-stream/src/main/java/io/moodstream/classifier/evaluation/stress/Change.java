package io.moodstream.classifier.evaluation.stress;

/** Changes a picture to a degree. */
interface Change {
    /**
     * Returns the changed picture.
     *
     * @param row the picture's row in its file; chance is drawn from it, so that it repeats
     * @param level how far it is changed, in the unit of the change
     */
    GreyPicture of(GreyPicture picture, int row, double level);
}
