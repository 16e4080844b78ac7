/** Pictures from browsers and HTTP clients to the topic frames, and their answers back. */
@NullMarked
package io.moodstream.dashboard.frames;

import org.jspecify.annotations.NullMarked;
