/** Runs a real KRaft broker inside a JVM, from Maven artifacts: no Docker, nothing to install. */
@NullMarked
package io.moodstream.broker;

import org.jspecify.annotations.NullMarked;
