package io.moodstream.recommender;

import io.moodstream.recommender.state.ReportState;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.ReportMarker;
import java.util.List;

/**
 * Stores the events of lectures. Whether a note belongs to a lecture depends on its moment alone, so that it may arrive
 * before the frames or after them.
 *
 * @param events the first marks by time, and the latest end
 * @param lectureEnd how long after a lecture's last frame a note still belongs to it, milliseconds
 * @param resume how long before its first frame it already does, milliseconds
 */
record NoteStore(LectureStore<LectureEvent> events, long lectureEnd, long resume) {
    /** The largest number of marks of a lecture. */
    static final int MOST = 500;

    private static final String MARK = "MARK/";
    private static final String END = "END";

    static boolean isEnd(LectureEvent event) {
        return event.getKind() == LectureEventKind.END;
    }

    /** Adds an event; returns whether it is a new mark that is kept. */
    boolean add(LectureEvent event) {
        String lectureId = event.getLectureId();
        if (isEnd(event)) {
            LectureEvent known = events.get(lectureId, END);
            if (known == null || known.getAt().isBefore(event.getAt())) {
                events.put(lectureId, END, event);
            }
            return false;
        }
        String name = MARK + LectureStore.name(event.getAt().toEpochMilli()) + "/" + event.getText();
        boolean added = events.add(lectureId, name, event);
        if (added) {
            events.keepFirst(MOST, lectureId, MARK);
        }
        return added && events.get(lectureId, name) != null;
    }

    /** Returns whether an event belongs to the lecture of the report. */
    boolean belongs(LectureEvent event, ReportState report) {
        return event.getAt().toEpochMilli() > report.getStartedAt() - resume && isBeforeEnd(event, report);
    }

    /** Returns the marks of a report, in the order of time. */
    List<ReportMarker> markers(String lectureId, ReportState report) {
        return events.all(lectureId, MARK).stream()
                .filter(event -> belongs(event, report))
                .map(event -> new ReportMarker(event.getAt(), event.getText()))
                .toList();
    }

    /** Returns whether the end of the lecture was announced, and no frame captured much later has continued it. */
    boolean isOver(String lectureId, ReportState report) {
        LectureEvent end = events.get(lectureId, END);
        return end != null && report.getEndedAt() - end.getAt().toEpochMilli() < lectureEnd;
    }

    /** Deletes the events of the lecture of the report; those of a later lecture stay. */
    void forget(String lectureId, ReportState report) {
        events.deleteIf(lectureId, event -> isBeforeEnd(event, report));
    }

    private boolean isBeforeEnd(LectureEvent event, ReportState report) {
        return event.getAt().toEpochMilli() < report.getEndedAt() + lectureEnd;
    }
}
