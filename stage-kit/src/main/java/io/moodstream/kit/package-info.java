/** Holds what every stage shares: settings, safe Kafka defaults, run and close, topic creation, metrics. */
@NullMarked
package io.moodstream.kit;

import org.jspecify.annotations.NullMarked;
