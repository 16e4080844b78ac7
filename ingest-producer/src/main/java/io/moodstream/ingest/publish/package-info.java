/** Players that pace what sources give, and the publisher that hands frames to Kafka. */
@NullMarked
package io.moodstream.ingest.publish;

import org.jspecify.annotations.NullMarked;
