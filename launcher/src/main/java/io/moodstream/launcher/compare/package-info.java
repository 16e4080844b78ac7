/** The command {@code compare}: the differences between two runs of the same frames. */
@NullMarked
package io.moodstream.launcher.compare;

import org.jspecify.annotations.NullMarked;
