package io.moodstream.classifier.evaluation;

import io.moodstream.classifier.Crop;
import io.moodstream.classifier.evaluation.stress.Stress;
import io.moodstream.schemas.Emotion;

/**
 * Holds a face and its label.
 *
 * @param row its row in the file, counting from 0 without the header
 * @param truth the label
 * @param crop the picture
 */
record LabelledFace(int row, Emotion truth, Crop crop) {
    /** Returns the face under a change. */
    LabelledFace changed(Stress stress) {
        return new LabelledFace(row, truth, stress.of(crop, row));
    }
}
