/** Reads the pipeline's outputs once for all pages. */
@NullMarked
package io.moodstream.dashboard.topics;

import org.jspecify.annotations.NullMarked;
