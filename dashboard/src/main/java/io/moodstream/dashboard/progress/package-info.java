/** How far the pipeline is with each lecture: what was published, what has a result, and which stage stands still. */
@NullMarked
package io.moodstream.dashboard.progress;

import org.jspecify.annotations.NullMarked;
