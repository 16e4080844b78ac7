/** The detector stage: decodes frames, finds and follows their faces, and crops them. */
@NullMarked
package io.moodstream.detector;

import org.jspecify.annotations.NullMarked;
