/** The {@code moodstream} command: the only place that sees every stage and the Kafka server. */
@NullMarked
package io.moodstream.launcher;

import org.jspecify.annotations.NullMarked;
