/** The command that checks that every published frame has its result. */
@NullMarked
package io.moodstream.launcher.ledger;

import org.jspecify.annotations.NullMarked;
