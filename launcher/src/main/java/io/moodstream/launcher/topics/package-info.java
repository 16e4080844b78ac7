/** The commands {@code topics} and {@code tail}. */
@NullMarked
package io.moodstream.launcher.topics;

import org.jspecify.annotations.NullMarked;
