package io.moodstream.recommender;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Setting;
import io.moodstream.recommender.clock.Windows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds the recommender's settings. Times are event time unless they are called wall clock.
 *
 * @param window length of a mood's window
 * @param grace how long a window waits for frames that are out of order
 * @param silence how long nothing may come from a source that is on before its publisher is taken for dead, wall clock
 * @param correction how long after its end a closed window is still corrected, event time
 * @param update how often a window that is still open is published
 * @param maxOpenWindows largest number of open windows of a lecture
 * @param minimumGroup smallest number of people about whom a mood is published
 * @param lectureEnd how long no source may send until the lecture has ended, wall clock
 * @param resume wall-clock time for which an ended lecture and a silent user are remembered; the same holds in event
 *     time
 * @param maxAhead how far capturedAt may be ahead of the wall clock
 * @param attentionHalfLife half-life of the smoothing behind attention
 * @param negativeShare smoothed probability above which an expression counts as negative
 * @param negativeFor how long until attention opens
 * @param clearShare smoothed probability below which it no longer counts as negative
 * @param clearFor how long until attention is cleared
 * @param absentEstablished how long a face must have been seen before it can be missed
 * @param absentFor how long until it is missed
 * @param returnOverlap overlap at which a new track replaces a lost one
 * @param forget how long a track that is not seen is remembered
 * @param halfLife half-life of a user's smoothed expression
 * @param margin by how much a new expression must lead
 * @param dwell for how long it must lead
 * @param titles titles of each medium in a recommendation
 * @param catalogue a catalogue that replaces the bundled one
 */
public record RecommenderConfig(
        @Setting(value = "10s", min = 1, max = 3600, doc = "Length of a mood's window, event time")
        Duration window,

        @Setting(
                value = "5s",
                min = 0,
                max = 3600,
                doc = "How long a window waits after its end for frames that are out of order, event time")
        Duration grace,

        @Setting(
                value = "15s",
                min = 1,
                max = 3600,
                doc =
                        "How long nothing may come from a source that has neither paused nor ended before its publisher is"
                                + " taken for dead, wall clock; only what has passed through the whole pipeline decides. Also"
                                + " how long a lecture of paused sources whose end was announced waits for its report")
        Duration silence,

        @Setting(
                value = "10m",
                min = 0,
                max = 86_400,
                doc = "How long after its end a closed window is still corrected by frames that come late, event time;"
                        + " later ones are counted as late")
        Duration correction,

        @Setting(
                value = "1s",
                min = 0.1,
                max = 3600,
                doc = "Shortest time between two moods of an open window, event time")
        Duration update,

        @Setting(
                value = "360",
                min = 2,
                max = 10_000,
                doc = "Largest number of open windows of one lecture; if there are more, the oldest is closed early,"
                        + " which is logged and counted")
        int maxOpenWindows,

        @Setting(
                value = "5",
                min = 1,
                max = 1000,
                doc = "Smallest number of participants, and of readable faces, for which a mood is published")
        int minimumGroup,

        @Setting(
                value = "60s",
                min = 2,
                max = 86_400,
                doc = "A lecture ends when for this time no source has sent, wall clock, and nothing is on its way"
                        + " through the pipeline; a source that pauses for this time has left")
        Duration lectureEnd,

        @Setting(
                value = "30m",
                min = 10,
                max = 604_800,
                doc = "How long an ended lecture, or a user who is not seen, is remembered, wall clock; a lecture"
                        + " begins anew after this time without a frame, event time")
        Duration resume,

        @Setting(
                value = "1m",
                min = 0,
                max = 86_400,
                doc = "How far a frame's capturedAt may be ahead of the wall clock; if it is further, the record"
                        + " becomes a dead letter")
        Duration maxAhead,

        @Setting(
                value = "2s",
                min = 0.05,
                max = 600,
                doc = "Attention: half-life of the smoothing of a face's negative expression, event time")
        Duration attentionHalfLife,

        @Setting(
                value = "0.6",
                min = 0,
                max = 1,
                doc = "Attention: an expression is negative while the smoothed probability of angry, disgust, fear and"
                        + " sad together is above this")
        double negativeShare,

        @Setting(
                value = "20s",
                min = 0,
                max = 3600,
                doc = "Attention: how long an expression must stay negative before attention opens, event time")
        Duration negativeFor,

        @Setting(
                value = "0.4",
                min = 0,
                max = 1,
                doc = "Attention: an expression is no longer negative while the smoothed probability of angry, disgust,"
                        + " fear and sad together is below this")
        double clearShare,

        @Setting(
                value = "5s",
                min = 0,
                max = 3600,
                doc = "Attention: how long an expression must stay no longer negative before attention is cleared,"
                        + " event time; also the longest time between two frames that counts as seen or unseen")
        Duration clearFor,

        @Setting(
                value = "10s",
                min = 0,
                max = 3600,
                doc = "Attention: how long a face must have been seen before it can be missed, event time")
        Duration absentEstablished,

        @Setting(
                value = "30s",
                min = 1,
                max = 3600,
                doc = "Attention: how long a face must be unseen, while its source keeps sending, before it is missed,"
                        + " event time")
        Duration absentFor,

        @Setting(
                value = "0.3",
                min = 0.01,
                max = 1,
                doc = "Attention: a new track whose box overlaps a lost track's last box by at least this"
                        + " intersection over union is the same face")
        double returnOverlap,

        @Setting(
                value = "5m",
                min = 1,
                max = 86_400,
                doc = "Attention: how long a face that is not seen is remembered, event time")
        Duration forget,

        @Setting(
                value = "5s",
                min = 0.05,
                max = 3600,
                doc = "Recommendations: half-life of the smoothing of a user's expression, event time")
        Duration halfLife,

        @Setting(
                value = "0.1",
                min = 0,
                max = 1,
                doc = "Recommendations: by how much a new expression's smoothed probability must exceed the current"
                        + " one's")
        double margin,

        @Setting(
                value = "3s",
                min = 0,
                max = 3600,
                doc = "Recommendations: how long a new expression must lead before a new recommendation, event time")
        Duration dwell,

        @Setting(value = "5", min = 1, max = 50, doc = "Recommendations: number of titles of each medium")
        int titles,

        @Setting(
                value = "",
                doc = "Recommendations: a catalogue file that replaces the bundled one; if empty, the bundled one")
        Optional<Path> catalogue) {

    /** Checks the settings that depend on each other. */
    public RecommenderConfig {
        List<String> faults = new ArrayList<>();
        if (clearShare >= negativeShare) {
            faults.add("RECOMMENDER_CLEAR_SHARE=" + clearShare + ": expected less than RECOMMENDER_NEGATIVE_SHARE="
                    + negativeShare);
        }
        shorter(faults, "UPDATE", update, "WINDOW", window);
        shorter(faults, "SILENCE", silence, "LECTURE_END", lectureEnd);
        shorter(faults, "LECTURE_END", lectureEnd, "RESUME", resume);
        shorter(faults, "CORRECTION", correction, "RESUME", resume);
        shorter(faults, "ABSENT_FOR", absentFor, "FORGET", forget);
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
    }

    /** Returns the windows of moods. */
    Windows windows() {
        return new Windows(window.toMillis(), grace.toMillis());
    }

    private static void shorter(List<String> faults, String key, Duration value, String than, Duration limit) {
        if (value.compareTo(limit) >= 0) {
            faults.add("RECOMMENDER_" + key + "=" + value + ": expected less than RECOMMENDER_" + than + "=" + limit);
        }
    }
}
