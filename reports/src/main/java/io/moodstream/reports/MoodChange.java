package io.moodstream.reports;

import io.moodstream.schemas.Emotion;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Describes a moment at which the mood changed.
 *
 * @param at first instant of the first window after the change
 * @param since first instant after the last window before the change; earlier than {@code at} if there is a gap between
 *     them
 * @param p p-value: the share of simulated series without a change, this one included, that have a cut at least as
 *     large
 * @param before shares as classified, from the previous change to this one
 * @param after shares as classified, from this change to the next one
 * @param marker the latest note of the ten minutes before the change
 */
record MoodChange(
        Instant at,
        Instant since,
        double p,
        Map<Emotion, Double> before,
        Map<Emotion, Double> after,
        @Nullable Marker marker) {}
