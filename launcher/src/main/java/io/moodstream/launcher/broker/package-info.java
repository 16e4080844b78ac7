/** The command {@code broker}, and the broker as a process of its own. */
@NullMarked
package io.moodstream.launcher.broker;

import org.jspecify.annotations.NullMarked;
