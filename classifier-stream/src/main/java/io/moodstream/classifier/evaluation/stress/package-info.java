/** Changes faces as webcams, places and things in front of a face do. */
@NullMarked
package io.moodstream.classifier.evaluation.stress;

import org.jspecify.annotations.NullMarked;
