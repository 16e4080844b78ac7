package io.moodstream.dashboard.lectures;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.JsonBody;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.Notes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A note on this moment of a lecture, such as the slide that is shown, so that its report can speak of it. */
final class MarkRoutes implements Routes {
    private final Access access;
    private final Lectures lectures;
    private final Marks marks;
    private final Clock clock;

    MarkRoutes(Access access, Lectures lectures, Marks marks, Clock clock) {
        this.access = access;
        this.lectures = lectures;
        this.marks = marks;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/lectures/{id}/marks", this::mark);
    }

    private void mark(Context ctx) {
        access.caller(ctx).requireTeacher();
        String id = ctx.pathParam("id");
        SummaryJson lecture =
                lectures.summary(id).orElseThrow(() -> Problem.of(404, "Nothing is known of a lecture " + id));
        ReportJson report = lecture.report();
        if (report != null) {
            throw Problem.of(
                    409,
                    "Lecture " + id + " ended at " + report.endedAt() + ": a note on this moment would be in no report;"
                            + " `moodstream lecture mark --at` notes an earlier one");
        }
        String text = JsonBody.text(JsonBody.of(ctx), "text").strip();
        if (!Notes.isNote(text)) {
            throw Problem.badValue("text", text, "1 to " + Notes.LONGEST + " characters in one line");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        marks.publish(new LectureEvent(id, now, LectureEventKind.MARK, text));
        ctx.status(201).json(new Mark(id, now.toString(), text));
    }

    private record Mark(String lecture, String at, String text) {}
}
