/** Holds what readers and writers of the topics share. */
@NullMarked
package io.moodstream.kit.topics;

import org.jspecify.annotations.NullMarked;
