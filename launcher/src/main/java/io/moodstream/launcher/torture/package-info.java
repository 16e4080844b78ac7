/** Disturbs a cluster of its own, and compares what comes out with what an undisturbed one makes of the same frames. */
@NullMarked
package io.moodstream.launcher.torture;

import org.jspecify.annotations.NullMarked;
