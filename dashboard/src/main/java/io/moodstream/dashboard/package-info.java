/** The web: topics as pages, server-sent events and REST; browsers as cameras. */
@NullMarked
package io.moodstream.dashboard;

import org.jspecify.annotations.NullMarked;
