package io.moodstream.dashboard.lectures;

import java.time.Instant;
import java.util.Comparator;

/**
 * A teacher's note on a moment of a lecture.
 *
 * @param at the moment
 * @param text 1 to 200 characters
 */
record NoteJson(@Iso Instant at, String text) implements LiveJson {
    static final Comparator<NoteJson> ORDER = Comparator.comparing(NoteJson::at).thenComparing(NoteJson::text);

    @Override
    public String event() {
        return "note";
    }

    @Override
    public boolean confidential() {
        return true;
    }
}
