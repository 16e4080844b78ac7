/** Test support shared by the modules. */
@NullMarked
package io.moodstream.testing;

import org.jspecify.annotations.NullMarked;
