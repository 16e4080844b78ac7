package io.moodstream.reports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a lecture's mood.
 *
 * @param whole shares of the whole lecture; null where there is not enough evidence
 * @param slices shares slice by slice; those with enough evidence
 * @param changesSought whether there were windows enough to look for changes
 * @param changes moments where it changed, in the order of time
 * @param modelErrors what is known of the models' errors, a phrase for each; empty if they are not known
 * @param negativeEpisodes how often attention was opened for a negative expression
 * @param absentEpisodes how often it was opened for absence
 */
record Mood(
        @Nullable TimeSlice whole,
        List<TimeSlice> slices,
        boolean changesSought,
        List<MoodChange> changes,
        List<String> modelErrors,
        int negativeEpisodes,
        int absentEpisodes) {}
