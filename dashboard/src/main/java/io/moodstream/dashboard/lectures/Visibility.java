package io.moodstream.dashboard.lectures;

import io.moodstream.dashboard.http.Caller;

/** Who listens. */
public enum Visibility {
    TEACHERS,
    STUDENTS;

    public static Visibility of(Caller caller) {
        return caller.isTeacher() ? TEACHERS : STUDENTS;
    }

    public boolean mayHear(LiveJson json) {
        return this == TEACHERS || !json.confidential();
    }
}
