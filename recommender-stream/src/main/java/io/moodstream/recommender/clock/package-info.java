/** A lecture's clock: which sources are on, and what of them has come out of the pipeline. */
@NullMarked
package io.moodstream.recommender.clock;

import org.jspecify.annotations.NullMarked;
