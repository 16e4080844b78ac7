package io.moodstream.dashboard.lectures;

/** Who listens. */
enum Audience {
    TEACHERS,
    STUDENTS;

    boolean mayHear(LiveJson json) {
        return this == TEACHERS || !json.confidential();
    }
}
