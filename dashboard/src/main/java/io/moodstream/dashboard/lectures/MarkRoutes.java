package io.moodstream.dashboard.lectures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.JsonBody;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.RequestTime;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.Notes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Endpoint for notes on a moment of a lecture, such as the slide that is shown. The moment is now unless the request
 * names an earlier one. The lecture's report shows the notes.
 */
public final class MarkRoutes implements Routes {
    /** How long after the last frame a note belongs to a lecture: the default of RECOMMENDER_LECTURE_END. */
    private static final Duration SILENT = Duration.ofSeconds(60);

    /** How long before the first frame it already does: the default of RECOMMENDER_RESUME. */
    private static final Duration RESUME = Duration.ofMinutes(30);

    private final Access access;
    private final Lectures lectures;
    private final LectureWriter writer;
    private final Clock clock;

    public MarkRoutes(Access access, Lectures lectures, LectureWriter writer, Clock clock) {
        this.access = access;
        this.lectures = lectures;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/lectures/{id}/marks", this::marks);
        routes.post("/api/lectures/{id}/marks", this::mark);
    }

    private void marks(Context ctx) {
        access.caller(ctx).requireTeacher();
        String id = ctx.pathParam("id");
        Lecture lecture = lectures.get(id).orElseThrow(() -> Problem.of(404, "There is no lecture " + id));
        ctx.json(new Marks(id, lecture.notes()));
    }

    private void mark(Context ctx) {
        access.caller(ctx).requireTeacher();
        String id = ctx.pathParam("id");
        SummaryJson lecture = lectures.summary(id).orElseThrow(() -> Problem.of(404, "There is no lecture " + id));
        JsonNode body = JsonBody.of(ctx);
        String text = JsonBody.text(body, "text").strip();
        if (!Notes.isNote(text)) {
            throw Problem.badValue("text", text, "1 to " + Notes.LONGEST + " characters in one line");
        }
        Instant at = moment(body);
        writer.publish(new LectureEvent(id, at, LectureEventKind.MARK, text));
        ctx.status(201).json(new Mark(id, at.toString(), text, hint(lecture, at)));
    }

    private Instant moment(JsonNode body) {
        Instant now = clock.instant();
        if (!body.has("at")) {
            return now.truncatedTo(ChronoUnit.MILLIS);
        }
        String text = JsonBody.text(body, "at");
        return RequestTime.parse(text)
                .map(at -> at.truncatedTo(ChronoUnit.MILLIS))
                .filter(at -> Notes.isMoment(at, now))
                .orElseThrow(() ->
                        Problem.badValue("at", text, RequestTime.EXPECTED + ", after 1970 and not in the future"));
    }

    /**
     * Returns a warning for a note outside the lecture. It is kept nevertheless: the lecture may continue, or frames of
     * that time may still come.
     */
    private static @Nullable String hint(SummaryJson lecture, Instant at) {
        if (!at.isAfter(lecture.startedAt().minus(RESUME))) {
            return "The first frame of this lecture was captured at " + lecture.startedAt()
                    + ". This note is long before it and will be in no report."
                    + " Check the clocks of cameras and of who sends notes.";
        }
        return at.isBefore(lecture.lastAt().plus(SILENT))
                ? null
                : "The last frame of this lecture was captured at " + lecture.lastAt()
                        + ". Unless the lecture continues, this note will be in no report."
                        + " Send \"at\" to note an earlier moment.";
    }

    private record Marks(String lecture, List<NoteJson> marks) {}

    private record Mark(
            String lecture,
            String at,
            String text,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String hint) {}
}
