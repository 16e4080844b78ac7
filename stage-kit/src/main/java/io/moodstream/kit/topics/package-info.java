/** What every reader and writer of our topics needs once. */
@NullMarked
package io.moodstream.kit.topics;

import org.jspecify.annotations.NullMarked;
