/** Live events of lectures, as server-sent events. */
@NullMarked
package io.moodstream.dashboard.live;

import org.jspecify.annotations.NullMarked;
