/** {@code moodstream evaluate}: accuracy of classifier, detector and pipeline. */
@NullMarked
package io.moodstream.launcher.evaluate;

import org.jspecify.annotations.NullMarked;
