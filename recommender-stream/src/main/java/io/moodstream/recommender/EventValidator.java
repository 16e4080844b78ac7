package io.moodstream.recommender;

import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.Notes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Validates a lecture event before it enters a report.
 *
 * @param maxAhead how far its moment may be ahead of the wall clock
 */
record EventValidator(Duration maxAhead) {
    /**
     * Returns the event if it is valid.
     *
     * @param now wall clock, UTC milliseconds
     * @throws IllegalArgumentException naming the field, its value and what is expected
     */
    LectureEvent check(@Nullable String key, @Nullable LectureEvent event, long now) {
        if (event == null) {
            throw new IllegalArgumentException("The record has no value; expected LectureEvent");
        }
        String lectureId = event.getLectureId();
        require(
                Keys.isName(lectureId) && !Keys.PHOTOS.equals(lectureId),
                "lectureId",
                lectureId,
                Keys.NAME_RULE + ", and not " + Keys.PHOTOS);
        require(lectureId.equals(key), "the record's key", key, lectureId + ", its lecture");
        long at = event.getAt().toEpochMilli();
        require(at >= 0, "at", event.getAt(), "a time after 1970");
        require(
                at <= now + maxAhead.toMillis(),
                "at",
                event.getAt(),
                "at most " + maxAhead.toMillis() + " ms after now, " + Instant.ofEpochMilli(now));
        text(event.getKind(), event.getText());
        return event;
    }

    private static void text(LectureEventKind kind, String text) {
        if (kind == LectureEventKind.END || kind == LectureEventKind.DELETED) {
            require(text.isEmpty(), "text", text.length() + " characters", "none with " + kind);
            return;
        }
        if (kind == LectureEventKind.TITLE && text.isEmpty()) {
            return;
        }
        require(
                Notes.isShown(text),
                "text",
                "not plain text",
                "one line, no control characters, only those of XML 1.0");
        require(Notes.isNote(text), "text", text.length() + " characters", "1 to " + Notes.LONGEST + ", not all blank");
    }

    private static void require(boolean holds, String field, @Nullable Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(field + " is " + value + "; expected " + expected);
        }
    }
}
