/** Tests of the detector stage. */
@NullMarked
package io.moodstream.detector;

import org.jspecify.annotations.NullMarked;
