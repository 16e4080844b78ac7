/** {@code moodstream compare}: what two runs of the same frames differ in. */
@NullMarked
package io.moodstream.launcher.compare;

import org.jspecify.annotations.NullMarked;
