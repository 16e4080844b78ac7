package io.moodstream.dashboard.lectures;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.moodstream.dashboard.deletion.Deletion;
import io.moodstream.dashboard.deletion.Remover;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.RateLimits;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.schemas.Keys;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Erasing users: students erase themselves, teachers erase anybody. */
public final class UserRoutes implements Routes, AutoCloseable {
    private static final int MOST_A_MINUTE = 5;

    private final Access access;
    private final Deletions erasures;
    private final RateLimits limits = new RateLimits("deletions", MOST_A_MINUTE);
    private final LoadingCache<String, Object> locks =
            Caffeine.newBuilder().weakValues().build(user -> new Object());

    /** Erases with the remover. */
    public UserRoutes(Access access, Remover users) {
        this.access = access;
        this.erasures = new Deletions(users);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.delete("/api/users/{id}", this::erase);
        routes.get("/api/users/{id}/deletion", this::deletion);
    }

    /** Reads all topics in the end, so students may not do it as often as they like. */
    private void erase(Context ctx) {
        String user = user(ctx);
        if (!access.caller(ctx).isTeacher()) {
            limits.take(access.client(ctx));
        }
        ctx.status(202).json(Erased.of(begun(user)));
    }

    /** One at a time of each user: of two requests at once the second finds the erasure that runs. */
    private Deletion begun(String user) {
        synchronized (locks.get(user)) {
            return erasures.begin(user, true);
        }
    }

    private void deletion(Context ctx) {
        String user = user(ctx);
        ctx.json(erasures.of(user)
                .map(Erased::of)
                .orElseThrow(() -> Problem.of(
                        404, "This dashboard has begun no erasure of the user " + user + ", or has forgotten it")));
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
