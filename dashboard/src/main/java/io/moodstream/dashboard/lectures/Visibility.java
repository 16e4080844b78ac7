package io.moodstream.dashboard.lectures;

import io.moodstream.dashboard.http.Caller;

/** Who listens. */
public enum Visibility {
    TEACHERS,
    STUDENTS;

    /** Returns what a caller may see. */
    public static Visibility of(Caller caller) {
        return caller.isTeacher() ? TEACHERS : STUDENTS;
    }

    /** Returns whether an event may be sent to them: confidential ones go to teachers only. */
    public boolean mayHear(LiveJson json) {
        return this == TEACHERS || !json.confidential();
    }
}
