package io.moodstream.dashboard.lectures;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.moodstream.dashboard.deletion.Deletion;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.JsonBody;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.dashboard.topics.TopicListener;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.LectureSettings;
import io.moodstream.schemas.Notes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What teachers do with a lecture: end it, give it a title, renew its join code, delete it. */
public final class TeacherRoutes implements Routes, TopicListener, AutoCloseable {
    /** So long after a new title the recommender has published a report with it, if it still knows the lecture. */
    private static final Duration RENAMES_WITHIN = Duration.ofSeconds(10);

    private static final long FORGETS_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Access access;
    private final Lectures lectures;
    private final ReportStore reports;
    private final LectureWriter writer;
    private final Clock clock;
    private final Map<String, LectureSettings> settings = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor later = new ScheduledThreadPoolExecutor(1, task -> {
        Thread made = new Thread(task, "titles");
        made.setDaemon(true);
        return made;
    });

    /** Writes with the writer, and reads reports from the store. */
    public TeacherRoutes(Access access, Lectures lectures, ReportStore reports, LectureWriter writer, Clock clock) {
        this.access = access;
        this.lectures = lectures;
        this.reports = reports;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/lectures/{id}/end", this::end);
        routes.put("/api/lectures/{id}/title", this::title);
        routes.get("/api/lectures/{id}/join-code", ctx -> ctx.json(code(lecture(ctx))));
        routes.post("/api/lectures/{id}/join-code", this::renew);
        routes.delete("/api/lectures/{id}", this::delete);
    }

    @Override
    public void settings(LectureSettings decided) {
        settings.put(decided.getLectureId(), decided);
        access.renew(decided.getLectureId(), decided.getCode());
    }

    private void end(Context ctx) {
        String id = lecture(ctx);
        if (known(id).report() != null) {
            throw Problem.of(409, "The lecture " + id + " has ended already");
        }
        LectureEvent end = new LectureEvent(id, now(), LectureEventKind.END, "");
        writer.publish(end);
        ctx.status(202).json(new Ended(id, end.getAt().toString()));
    }

    private void title(Context ctx) {
        String id = lecture(ctx);
        String title = JsonBody.text(JsonBody.of(ctx), "title").strip();
        if (!Notes.isTitle(title)) {
            throw Problem.badValue("title", title, "at most " + Notes.LONGEST + " characters in one line");
        }
        writer.publish(new LectureEvent(id, now(), LectureEventKind.TITLE, title));
        var unused = later.schedule(() -> rename(id, title), RENAMES_WITHIN.toSeconds(), TimeUnit.SECONDS);
        ctx.json(new Titled(id, title));
    }

    /** Puts a new title into the report of a lecture that the recommender has forgotten. */
    private void rename(String id, String title) {
        reports.get(id)
                .filter(report -> lectures.title(id).equals(title))
                .filter(report -> !report.getTitle().equals(title))
                .map(report -> LectureReport.newBuilder(report).setTitle(title).build())
                .ifPresent(writer::publish);
    }

    private Code code(String id) {
        return new Code(
                id,
                access.joinCode(id)
                        .orElseThrow(() -> Problem.of(
                                409, "Without a teacher token nobody else can join, and no join code is needed")));
    }

    /** Renews the join code: the old one ends, and who has joined already stays. */
    private void renew(Context ctx) {
        String id = lecture(ctx);
        code(id);
        LectureSettings before = settings.get(id);
        LectureSettings renewed =
                new LectureSettings(id, UUID.randomUUID().toString(), before == null ? null : before.getDeletedAt());
        writer.publish(renewed);
        settings(renewed);
        ctx.json(code(id));
    }

    private void delete(Context ctx) {
        String id = lecture(ctx);
        if (known(id).running()) {
            throw Problem.of(409, "The lecture " + id + " is running: end it first, and stop its cameras");
        }
        Deletion deletion = writer.delete(id);
        awaitForgotten(id);
        ctx.json(deletion);
    }

    /** Waits until the reader of the topics has heard of it, so that the next list lacks the lecture. */
    private void awaitForgotten(String id) {
        long until = System.nanoTime() + FORGETS_WITHIN_NANOS;
        while (lectures.get(id).isPresent() && System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private String lecture(Context ctx) {
        access.caller(ctx).requireTeacher();
        String id = ctx.pathParam("id");
        if (!Keys.isName(id) || id.equals(Keys.PHOTOS)) {
            throw Problem.badValue("id", id, Keys.NAME_RULE + ", and not photos");
        }
        return id;
    }

    private SummaryJson known(String id) {
        return lectures.summary(id).orElseThrow(() -> Problem.of(404, "There is no lecture " + id));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() {
        later.shutdownNow();
    }

    private record Ended(String lecture, String at) {}

    private record Titled(String lecture, String title) {}

    private record Code(String lecture, String joinCode) {}
}
