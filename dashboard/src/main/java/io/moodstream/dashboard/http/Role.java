package io.moodstream.dashboard.http;

import java.util.Locale;

/** What somebody is to the dashboard. */
public enum Role {
    /** Neither of the others. */
    VISITOR,
    /** Has joined a lecture. */
    STUDENT,
    /** Has the token, or sits at this machine while there is none. */
    TEACHER;

    /** As JSON says it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
