package io.moodstream.dashboard.http;

import java.util.Locale;

/** The role of a caller. */
public enum Role {
    /** Neither a student nor a teacher. */
    VISITOR,
    /** Has joined a lecture. */
    STUDENT,
    /** Has the teacher token, or uses this machine while there is no token. */
    TEACHER;

    /** Returns the name in JSON. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
