/** Which part may do what with Kafka, and the access rules that say so to the brokers. */
@NullMarked
package io.moodstream.launcher.access;

import org.jspecify.annotations.NullMarked;
