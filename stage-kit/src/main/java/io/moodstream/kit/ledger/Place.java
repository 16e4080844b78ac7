package io.moodstream.kit.ledger;

/** The place of a record in the topic frames. */
record Place(int partition, long offset) {}
