package io.moodstream.reports;

import io.moodstream.schemas.Emotion;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A moment where the mood really changed.
 *
 * @param at first instant of the first window after it
 * @param since first instant after the last window before it; earlier than at where a gap lies between
 * @param p share of series that only wander, this one counted in, with a change at least as large: the smaller, the surer
 * @param before shares as read, from the change before to this one
 * @param after shares as read, from this change to the next one
 * @param marker the last one before it, if it is of the ten minutes before
 */
record MoodChange(
        Instant at,
        Instant since,
        double p,
        Map<Emotion, Double> before,
        Map<Emotion, Double> after,
        @Nullable Marker marker) {}
