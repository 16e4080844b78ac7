/** Shared by all commands: settings as options, signals, exit codes, formats of times and sizes. */
@NullMarked
package io.moodstream.launcher.cli;

import org.jspecify.annotations.NullMarked;
