package io.moodstream.recommender;

import io.moodstream.recommender.state.ReportState;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.ReportMarker;
import java.util.List;

/**
 * What was said about lectures. Which lecture a note belongs to follows from its moment alone, so that it does not matter
 * whether it comes before the frames or after them.
 *
 * @param events the first marks by time, and the last end
 * @param lectureEnd how long after a lecture's last frame a note still belongs to it, milliseconds
 * @param resume how long before its first frame it already does, milliseconds
 */
record NoteStore(LectureStore<LectureEvent> events, long lectureEnd, long resume) {
    /** Most marks of a lecture. */
    static final int MOST = 500;

    private static final String MARK = "MARK/";
    private static final String END = "END";

    static boolean isEnd(LectureEvent event) {
        return event.getKind() == LectureEventKind.END;
    }

    /** Adds an event; says whether it is a new mark. */
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

    /** Whether an event is about the lecture that is reported so far. */
    boolean belongs(LectureEvent event, ReportState report) {
        return event.getAt().toEpochMilli() > report.getStartedAt() - resume && isBeforeEnd(event, report);
    }

    /** The marks of a report, in the order of time. */
    List<ReportMarker> markers(String lectureId, ReportState report) {
        return events.all(lectureId, MARK).stream()
                .filter(event -> belongs(event, report))
                .map(event -> new ReportMarker(event.getAt(), event.getText()))
                .toList();
    }

    /** Whether somebody has said that the lecture is over, and no frame captured much later has taken it up again. */
    boolean isOver(String lectureId, ReportState report) {
        LectureEvent end = events.get(lectureId, END);
        return end != null && report.getEndedAt() - end.getAt().toEpochMilli() < lectureEnd;
    }

    /** Forgets what was said about a lecture that is reported; what is about one to come stays. */
    void forget(String lectureId, ReportState report) {
        events.deleteIf(lectureId, event -> isBeforeEnd(event, report));
    }

    private boolean isBeforeEnd(LectureEvent event, ReportState report) {
        return event.getAt().toEpochMilli() < report.getEndedAt() + lectureEnd;
    }
}
