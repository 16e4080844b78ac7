/** Names the visible expression of each face: crops in, probabilities out, by an ONNX model with a manifest. */
@NullMarked
package io.moodstream.classifier;

import org.jspecify.annotations.NullMarked;
