package io.moodstream.dashboard.live;

import org.jspecify.annotations.Nullable;

/**
 * How far a listener has heard.
 *
 * @param run of this server; revisions of another one mean nothing here
 * @param revision the last one heard
 */
record EventId(String run, long revision) {

    /** The revision that a header Last-Event-ID names; 0, the beginning, if it is not of this run. */
    static long revision(@Nullable String header, String run) {
        String prefix = run + "-";
        String revision = header != null && header.startsWith(prefix) ? header.substring(prefix.length()) : "";
        return revision.matches("\\d{1,18}") ? Long.parseLong(revision) : 0;
    }

    @Override
    public String toString() {
        return run + "-" + revision;
    }
}
