package io.moodstream.recommender;

import io.moodstream.recommender.state.ReportState;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.ReportMarker;
import java.util.List;

/**
 * Stores the events of lectures. Whether a note belongs to a lecture depends on its moment alone, so that it may arrive
 * before the frames or after them.
 *
 * @param events the first marks by time, the latest end and the latest title
 * @param lectureEnd how long after a lecture's last frame a note still belongs to it, milliseconds
 * @param resume how long before its first frame it already does, milliseconds
 */
record NoteStore(LectureStore<LectureEvent> events, long lectureEnd, long resume) {
    /** The largest number of marks of a lecture. */
    static final int MOST = 500;

    private static final String MARK = "MARK/";
    private static final String END = "END";
    private static final String TITLE = "TITLE";

    static boolean isEnd(LectureEvent event) {
        return event.getKind() == LectureEventKind.END;
    }

    static boolean isTitle(LectureEvent event) {
        return event.getKind() == LectureEventKind.TITLE;
    }

    /** Adds an event; returns whether it is a new mark or title that is kept. */
    boolean add(LectureEvent event) {
        String lectureId = event.getLectureId();
        if (isEnd(event)) {
            addLatest(END, event);
            return false;
        }
        if (isTitle(event)) {
            return addLatest(TITLE, event);
        }
        String name = MARK + LectureStore.name(event.getAt().toEpochMilli()) + "/" + event.getText();
        boolean added = events.add(lectureId, name, event);
        if (added) {
            events.keepFirst(MOST, lectureId, MARK);
        }
        return added && events.get(lectureId, name) != null;
    }

    private boolean addLatest(String name, LectureEvent event) {
        LectureEvent known = events.get(event.getLectureId(), name);
        boolean later = known == null || !known.getAt().isAfter(event.getAt());
        if (later) {
            events.put(event.getLectureId(), name, event);
        }
        return later;
    }

    /** Returns the title of a lecture; empty if it has none. */
    String title(String lectureId) {
        LectureEvent title = events.get(lectureId, TITLE);
        return title == null ? "" : title.getText();
    }

    /** Returns whether an event belongs to the lecture of the report; a title may be set at any time. */
    boolean belongs(LectureEvent event, ReportState report) {
        return isTitle(event)
                || (event.getAt().toEpochMilli() > report.getStartedAt() - resume && isBeforeEnd(event, report));
    }

    /** Returns whether a title was set during the lecture of a published report, shortly before it or shortly after. */
    boolean isAbout(LectureEvent title, LectureReport report) {
        long at = title.getAt().toEpochMilli();
        return at > report.getStartedAt().toEpochMilli() - resume
                && at < report.getEndedAt().toEpochMilli() + lectureEnd;
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
