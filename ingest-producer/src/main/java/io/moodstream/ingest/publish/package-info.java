/** Players that pace the pictures of sources, and the publisher that sends frames to Kafka. */
@NullMarked
package io.moodstream.ingest.publish;

import org.jspecify.annotations.NullMarked;
