/** The commands {@code lecture} and {@code report}. */
@NullMarked
package io.moodstream.launcher.lectures;

import org.jspecify.annotations.NullMarked;
