package io.moodstream.reports;

import io.moodstream.reports.statistics.Band;
import io.moodstream.schemas.Emotion;
import java.time.Instant;
import java.util.Map;

/**
 * Holds the visible expressions of a part of a lecture.
 *
 * @param from first instant
 * @param to first instant after it
 * @param faces number of faces readable at a time, mean over the windows with a mood
 * @param read shares as the model classified the faces, sum 1
 * @param estimated shares after correction for the model's errors, with 95 % bands
 */
record TimeSlice(Instant from, Instant to, double faces, Map<Emotion, Double> read, Map<Emotion, Band> estimated) {}
