/** What all commands share: settings as options, signals, exit codes, times and sizes in words. */
@NullMarked
package io.moodstream.launcher.cli;

import org.jspecify.annotations.NullMarked;
