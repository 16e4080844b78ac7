/** The command fuzz: gives everything that reads foreign bytes broken inputs, and tells what it could not stand. */
@NullMarked
package io.moodstream.launcher.fuzz;

import org.jspecify.annotations.NullMarked;
