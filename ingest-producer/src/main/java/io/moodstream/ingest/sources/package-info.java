/** Where frames come from: folders, videos, cameras, streams, the sample class. */
@NullMarked
package io.moodstream.ingest.sources;

import org.jspecify.annotations.NullMarked;
