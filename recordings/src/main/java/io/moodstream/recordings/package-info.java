/** A lecture in a file: frames or emotions, what was said about it, and what the recording is of. */
@NullMarked
package io.moodstream.recordings;

import org.jspecify.annotations.NullMarked;
