/** Kafka's clients of a stage. */
@NullMarked
package io.moodstream.kit.clients;

import org.jspecify.annotations.NullMarked;
