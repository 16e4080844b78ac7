package io.moodstream.dashboard.lectures;

import io.moodstream.dashboard.http.Caller;

/** Who listens. */
enum Audience {
    TEACHERS,
    STUDENTS;

    static Audience of(Caller caller) {
        return caller.isTeacher() ? TEACHERS : STUDENTS;
    }

    boolean mayHear(LiveJson json) {
        return this == TEACHERS || !json.confidential();
    }
}
