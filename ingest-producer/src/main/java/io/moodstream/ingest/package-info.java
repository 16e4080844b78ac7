/** Publishes pictures from folders, videos, cameras and streams as frames. */
@NullMarked
package io.moodstream.ingest;

import org.jspecify.annotations.NullMarked;
