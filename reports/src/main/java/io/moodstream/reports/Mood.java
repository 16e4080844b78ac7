package io.moodstream.reports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the findings about a lecture's mood.
 *
 * @param whole shares of the whole lecture; null if there is not enough evidence
 * @param slices shares of each slice with enough evidence
 * @param changesSought whether there were enough windows to search for changes
 * @param changes moments where the mood changed, in order
 * @param modelErrors the data behind the models' error rates, a phrase for each model; empty if they are not known
 * @param negativeEpisodes how often attention was opened for a negative expression
 * @param absentEpisodes how often attention was opened for absence
 */
record Mood(
        @Nullable TimeSlice whole,
        List<TimeSlice> slices,
        boolean changesSought,
        List<MoodChange> changes,
        List<String> modelErrors,
        int negativeEpisodes,
        int absentEpisodes) {}
