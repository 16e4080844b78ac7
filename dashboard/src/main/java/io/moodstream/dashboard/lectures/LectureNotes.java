package io.moodstream.dashboard.lectures;

import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureReport;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What teachers have told about one lecture: its title, and notes on its moments. Used under the lecture's lock. */
final class LectureNotes {
    /** As many as a report holds. */
    private static final int MOST = 500;

    private final NavigableMap<NoteJson, Revised<NoteJson>> notes = new TreeMap<>(NoteJson.ORDER);
    private String title = "";
    private Instant titledAt = Instant.MIN;

    /** Takes a note; returns the change, unless it is known already or there are too many. */
    Optional<Revised<NoteJson>> add(NoteJson note, long revision) {
        if (notes.size() >= MOST || notes.containsKey(note)) {
            return Optional.empty();
        }
        Revised<NoteJson> change = new Revised<>(revision, note);
        notes.put(note, change);
        return Optional.of(change);
    }

    /** Takes a title; the latest one is valid. */
    void title(LectureEvent event) {
        if (!event.getAt().isBefore(titledAt)) {
            title = event.getText();
            titledAt = event.getAt();
        }
    }

    /** Takes the title of a report, which outlives the events. */
    void title(LectureReport report) {
        if (titledAt.equals(Instant.MIN)) {
            title = report.getTitle();
        }
    }

    String title() {
        return title;
    }

    NavigableMap<NoteJson, Revised<NoteJson>> notes() {
        return notes;
    }
}
