/** Defines the contracts: Avro records, the topics that carry them, and their serdes. */
@NullMarked
package io.moodstream.schemas;

import org.jspecify.annotations.NullMarked;
