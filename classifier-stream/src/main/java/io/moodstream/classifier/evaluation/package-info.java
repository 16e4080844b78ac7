/** Measures a classifier on labelled faces: FER2013 and FER+ files, scores, abstention. */
@NullMarked
package io.moodstream.classifier.evaluation;

import org.jspecify.annotations.NullMarked;
