package io.moodstream.classifier;

import io.moodstream.schemas.Emotion;

/**
 * A face and what people said it shows.
 *
 * @param truth the label
 * @param crop the picture
 */
record LabelledFace(Emotion truth, Crop crop) {}
