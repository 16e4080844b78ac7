/** Reads the output topics of the pipeline, once for all endpoints. */
@NullMarked
package io.moodstream.dashboard.topics;

import org.jspecify.annotations.NullMarked;
