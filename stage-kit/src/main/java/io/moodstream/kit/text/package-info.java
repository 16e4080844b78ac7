/** Reads JSON and CSV strictly: a fault is one sentence that says where it is and what is expected. */
@NullMarked
package io.moodstream.kit.text;

import org.jspecify.annotations.NullMarked;
