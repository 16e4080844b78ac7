/** Measures a detector on pictures with known faces. */
@NullMarked
package io.moodstream.detector.evaluation;

import org.jspecify.annotations.NullMarked;
