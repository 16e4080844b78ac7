/** {@code moodstream benchmark}: speed, as ratios against something run beside it. */
@NullMarked
package io.moodstream.launcher.benchmark;

import org.jspecify.annotations.NullMarked;
