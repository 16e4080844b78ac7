/** Reads and writes recordings: a lecture in a file, with its frames or emotions and its notes. */
@NullMarked
package io.moodstream.recordings;

import org.jspecify.annotations.NullMarked;
