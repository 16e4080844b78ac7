package io.moodstream.dashboard.lectures;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.Caller;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Role;
import io.moodstream.dashboard.http.Routes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Endpoints for the state of lectures and for users' recommendations, with access control. */
public final class LectureRoutes implements Routes {
    private final Access access;
    private final Lectures lectures;
    private final Recommendations recommendations;

    /** Serves the given lectures and recommendations. */
    public LectureRoutes(Access access, Lectures lectures, Recommendations recommendations) {
        this.access = access;
        this.lectures = lectures;
        this.recommendations = recommendations;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/lectures", this::lectures);
        routes.get("/api/lectures/{id}", this::lecture);
        routes.get("/api/lectures/{id}/moods", this::moods);
        routes.get("/api/lectures/{id}/attention", this::attention);
        routes.get("/api/users/{id}/recommendations", this::recommendations);
    }

    private void lectures(Context ctx) {
        Caller caller = access.caller(ctx);
        if (caller.role() == Role.VISITOR) {
            throw Problem.of(
                    401, "Only teachers and people who have joined a lecture may do this: sign in or join first");
        }
        ctx.json(new All(lectures.summaries().stream()
                .filter(summary ->
                        caller.isTeacher() || caller.seat(summary.id()).isPresent())
                .map(summary -> summary.shownTo(Visibility.of(caller), access))
                .toList()));
    }

    private void lecture(Context ctx) {
        String id = ctx.pathParam("id");
        Caller caller = access.caller(ctx);
        caller.requireLecture(id);
        SummaryJson summary = lectures.summary(id).orElseThrow(() -> unknown(id));
        ctx.json(summary.shownTo(Visibility.of(caller), access));
    }

    private void moods(Context ctx) {
        String id = ctx.pathParam("id");
        Caller caller = access.caller(ctx);
        caller.requireLecture(id);
        Visibility visibility = Visibility.of(caller);
        Instant from = instant(ctx, "from").orElse(Instant.MIN);
        Instant to = instant(ctx, "to").orElse(Instant.MAX);
        if (to.isBefore(from)) {
            throw Problem.badValue("to", to, "an instant after from=" + from);
        }
        ctx.json(new Moods(
                id,
                known(id).moods(from, to).stream()
                        .map(mood -> mood.shownTo(visibility))
                        .toList()));
    }

    private void attention(Context ctx) {
        access.caller(ctx).requireTeacher();
        String id = ctx.pathParam("id");
        ctx.json(new Episodes(id, known(id).attention()));
    }

    private void recommendations(Context ctx) {
        String user = ctx.pathParam("id");
        access.caller(ctx).requireUser(user);
        ctx.json(recommendations
                .of(user)
                .orElseThrow(() -> Problem.of(404, "There is no recommendation for " + user + " yet")));
    }

    private Lecture known(String id) {
        return lectures.get(id).orElseThrow(() -> unknown(id));
    }

    private static Problem unknown(String id) {
        return Problem.of(404, "There is no lecture " + id);
    }

    private static Optional<Instant> instant(Context ctx, String parameter) {
        String text = ctx.queryParam(parameter);
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeException e) {
            throw Problem.badValue(
                    parameter, String.valueOf(text), "an instant in ISO-8601 such as 2026-02-03T09:15:00Z");
        }
    }

    private record All(List<SummaryJson> lectures) {}

    private record Moods(String lecture, List<MoodJson> moods) {}

    private record Episodes(String lecture, List<EpisodeJson> attention) {}
}
