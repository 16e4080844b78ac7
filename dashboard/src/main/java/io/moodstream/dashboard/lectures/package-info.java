/** The state of lectures: moods, attention, health and reports, and the endpoints that serve them as JSON. */
@NullMarked
package io.moodstream.dashboard.lectures;

import org.jspecify.annotations.NullMarked;
