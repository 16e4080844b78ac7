/** The command {@code benchmark}: speed, as ratios against something that runs beside it. */
@NullMarked
package io.moodstream.launcher.benchmark;

import org.jspecify.annotations.NullMarked;
