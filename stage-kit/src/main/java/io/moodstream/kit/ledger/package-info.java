/** Adds up what became of the frames that were published. */
@NullMarked
package io.moodstream.kit.ledger;

import org.jspecify.annotations.NullMarked;
