/** The command {@code evaluate}: accuracy of the classifier, the detector and the pipeline. */
@NullMarked
package io.moodstream.launcher.evaluate;

import org.jspecify.annotations.NullMarked;
