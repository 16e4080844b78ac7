package io.moodstream.classifier.evaluation;

import io.moodstream.classifier.Crop;
import io.moodstream.schemas.Emotion;

/**
 * A face and what people said it shows.
 *
 * @param row its row in the file, counting from 0 without the header
 * @param truth the label
 * @param crop the picture
 */
record LabelledFace(int row, Emotion truth, Crop crop) {}
