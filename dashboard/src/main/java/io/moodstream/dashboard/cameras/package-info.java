/** Browsers that send frames over a WebSocket. */
@NullMarked
package io.moodstream.dashboard.cameras;

import org.jspecify.annotations.NullMarked;
