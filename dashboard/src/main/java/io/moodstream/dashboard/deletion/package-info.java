/** Deleting a lecture from the topics, as far as Kafka can. */
@NullMarked
package io.moodstream.dashboard.deletion;

import org.jspecify.annotations.NullMarked;
