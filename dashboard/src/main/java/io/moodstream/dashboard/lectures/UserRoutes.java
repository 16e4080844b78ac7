package io.moodstream.dashboard.lectures;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.moodstream.dashboard.deletion.Deletion;
import io.moodstream.dashboard.deletion.Remover;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.schemas.Keys;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Erasing users: students erase themselves, teachers erase anybody. */
public final class UserRoutes implements Routes, AutoCloseable {
    private final Access access;
    private final Deletions erasures;

    /** Erases with the remover. */
    public UserRoutes(Access access, Remover users) {
        this.access = access;
        this.erasures = new Deletions(users);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.delete("/api/users/{id}", ctx -> ctx.status(202).json(Erased.of(begun(user(ctx)))));
        routes.get("/api/users/{id}/deletion", this::deletion);
    }

    /** One at a time: of two requests at once the second finds the erasure that runs. */
    private synchronized Deletion begun(String user) {
        return erasures.begin(user, true);
    }

    private void deletion(Context ctx) {
        String user = user(ctx);
        ctx.json(erasures.of(user)
                .map(Erased::of)
                .orElseThrow(() -> Problem.of(404, "This dashboard has not erased the user " + user)));
    }

    private String user(Context ctx) {
        String user = ctx.pathParam("id");
        if (!Keys.isName(user)) {
            throw Problem.badValue("id", user, Keys.NAME_RULE);
        }
        access.caller(ctx).requireUser(user);
        return user;
    }

    @Override
    public void close() {
        erasures.close();
    }

    private record Erased(
            String user,

            @Iso Instant at,

            int left,
            boolean failed,
            Map<String, Long> deleted,
            List<Deletion.Kept> kept) {
        static Erased of(Deletion deletion) {
            return new Erased(
                    deletion.name(),
                    deletion.at(),
                    deletion.left(),
                    deletion.failed(),
                    deletion.deleted(),
                    deletion.kept());
        }
    }
}
