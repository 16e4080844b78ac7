/** Classifies the visible expression of each face with an ONNX model and its manifest: crops in, probabilities out. */
@NullMarked
package io.moodstream.classifier;

import org.jspecify.annotations.NullMarked;
