/** Publishes a recording again, at any speed. */
@NullMarked
package io.moodstream.ingest.replay;

import org.jspecify.annotations.NullMarked;
