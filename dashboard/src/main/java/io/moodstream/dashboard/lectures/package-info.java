/** Lectures as the teacher sees them: moods, attention, health; as JSON and as server-sent events. */
@NullMarked
package io.moodstream.dashboard.lectures;

import org.jspecify.annotations.NullMarked;
