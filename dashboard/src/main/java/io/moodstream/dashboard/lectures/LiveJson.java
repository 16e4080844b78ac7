package io.moodstream.dashboard.lectures;

/** What is told as it happens. A later one with the same key replaces an earlier one. */
public sealed interface LiveJson permits SummaryJson, MoodJson, EpisodeJson, HealthJson {
    /** The name of its server-sent event. */
    String event();

    /** Whether it is for the teacher alone. */
    boolean confidential();
}
