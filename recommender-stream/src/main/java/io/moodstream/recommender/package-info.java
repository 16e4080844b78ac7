/** Folds visible expressions into lecture moods, attention, lecture reports and recommendations. */
@NullMarked
package io.moodstream.recommender;

import org.jspecify.annotations.NullMarked;
