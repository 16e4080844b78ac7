package io.moodstream.dashboard.lectures;

import io.moodstream.dashboard.http.Caller;

/** How much of a lecture somebody may see. */
public enum Visibility {
    /** Everything. */
    TEACHERS,
    /** Everything that is not confidential. */
    STUDENTS;

    /** Returns what a caller may see. */
    public static Visibility of(Caller caller) {
        return caller.isTeacher() ? TEACHERS : STUDENTS;
    }

    /** Returns whether an event may be sent: confidential ones go to teachers only. */
    public boolean maySee(LiveJson json) {
        return this == TEACHERS || !json.confidential();
    }
}
