/** The command {@code demo}: the whole pipeline in one process. */
@NullMarked
package io.moodstream.launcher.demo;

import org.jspecify.annotations.NullMarked;
