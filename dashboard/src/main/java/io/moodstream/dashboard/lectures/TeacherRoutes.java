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
import io.moodstream.schemas.LectureSettings;
import io.moodstream.schemas.Notes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What teachers do with a lecture: end it, give it a title, renew its join code, delete it. */
public final class TeacherRoutes implements Routes, TopicListener, AutoCloseable {
    private static final long FORGETS_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Access access;
    private final Lectures lectures;
    private final LectureWriter writer;
    private final Deletions deletions;
    private final Clock clock;

    /** Lectures of which something was deleted at some time. */
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();

    /** Writes with the writer. */
    public TeacherRoutes(Access access, Lectures lectures, LectureWriter writer, Clock clock) {
        this.access = access;
        this.lectures = lectures;
        this.writer = writer;
        this.deletions = new Deletions(writer);
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/api/lectures/{id}/end", this::end);
        routes.put("/api/lectures/{id}/title", this::title);
        routes.get("/api/lectures/{id}/join-code", ctx -> ctx.json(code(lecture(ctx))));
        routes.post("/api/lectures/{id}/join-code", this::renew);
        routes.delete("/api/lectures/{id}", this::delete);
        routes.get("/api/lectures/{id}/deletion", this::deletion);
    }

    @Override
    public void settings(LectureSettings decided) {
        if (decided.getDeletedAt() != null) {
            deleted.add(decided.getLectureId());
        }
        access.renew(decided.getLectureId(), decided.getCode());
    }

    private void end(Context ctx) {
        String id = lecture(ctx);
        if (known(id).report() != null) {
            throw Problem.of(409, "The lecture " + id + " has ended already").kind("lecture-ended");
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
        ctx.json(new Titled(id, title));
    }

    private Code code(String id) {
        return new Code(
                id,
                access.joinCode(id)
                        .orElseThrow(() -> Problem.of(
                                        409, "Without a teacher token nobody else can join, and no join code is needed")
                                .kind("no-join-code")));
    }

    /** Renews the join code: the old one ends, and who has joined already stays. */
    private void renew(Context ctx) {
        String id = lecture(ctx);
        code(id);
        settings(writer.renew(id));
        ctx.json(code(id));
    }

    private void delete(Context ctx) {
        String id = lecture(ctx);
        ctx.status(202).json(begunDeletion(id));
    }

    /** One at a time: of two requests at once the second finds the lecture gone, and the deletion that runs. */
    private synchronized Deletion begunDeletion(String id) {
        if (lectures.summary(id).isEmpty() && deleted.contains(id)) {
            return deletions.begin(id, true); // again, in case it was given up
        }
        if (known(id).running()) {
            throw Problem.of(409, "The lecture " + id + " is running: end it first, and stop its cameras")
                    .kind("lecture-running");
        }
        Deletion deletion = deletions.begin(id, false);
        awaitForgotten(id);
        return deletion;
    }

    private void deletion(Context ctx) {
        String id = lecture(ctx);
        ctx.json(deletions
                .of(id)
                .orElseThrow(() -> Problem.of(
                        404, "This dashboard has begun no deletion of the lecture " + id + ", or has forgotten it")));
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
        deletions.close();
    }

    private record Ended(String lecture, String at) {}

    private record Titled(String lecture, String title) {}

    private record Code(String lecture, String joinCode) {}
}
