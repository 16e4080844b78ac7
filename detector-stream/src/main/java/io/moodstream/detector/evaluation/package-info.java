/** Measures a detector on pictures whose faces are known. */
@NullMarked
package io.moodstream.detector.evaluation;

import org.jspecify.annotations.NullMarked;
