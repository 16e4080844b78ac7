/** Sends pictures from browsers and HTTP clients to the topic frames, and returns their results. */
@NullMarked
package io.moodstream.dashboard.frames;

import org.jspecify.annotations.NullMarked;
