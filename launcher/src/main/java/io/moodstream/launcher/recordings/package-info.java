/** The commands {@code record}, {@code replay} and {@code inspect}. */
@NullMarked
package io.moodstream.launcher.recordings;

import org.jspecify.annotations.NullMarked;
