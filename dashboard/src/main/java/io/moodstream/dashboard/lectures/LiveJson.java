package io.moodstream.dashboard.lectures;

/** The data of a live event. A later event with the same key replaces an earlier one. */
public sealed interface LiveJson
        permits SummaryJson, MoodJson, EpisodeJson, EpisodeJson.Left, NoteJson, HealthJson, SourceJson {
    /** Returns the name of the server-sent event. */
    String event();

    /** Returns it as somebody may see it; of what is confidential, only teachers see anything. */
    default LiveJson shownTo(Visibility visibility) {
        return this;
    }

    /** Returns whether only teachers may see it. */
    boolean confidential();
}
