/** Holds test support that the modules share. */
@NullMarked
package io.moodstream.testing;

import org.jspecify.annotations.NullMarked;
