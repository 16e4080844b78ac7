/** Pictures from folders, videos, cameras and streams, published as frames. */
@NullMarked
package io.moodstream.ingest;

import org.jspecify.annotations.NullMarked;
