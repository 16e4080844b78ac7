/** Native libraries that unpack themselves. */
@NullMarked
package io.moodstream.kit.natives;

import org.jspecify.annotations.NullMarked;
