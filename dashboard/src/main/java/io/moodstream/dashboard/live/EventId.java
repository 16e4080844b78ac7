package io.moodstream.dashboard.live;

import org.jspecify.annotations.Nullable;

/**
 * The id of a server-sent event, by which a listener says what it has received.
 *
 * @param run identifies this run of the server; revisions of another run are meaningless
 * @param revision the last revision received
 */
record EventId(String run, long revision) {

    /** Returns the revision in a Last-Event-ID header; 0 (the beginning) if it belongs to another run. */
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
