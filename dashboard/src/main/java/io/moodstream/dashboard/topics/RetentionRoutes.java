package io.moodstream.dashboard.topics;

import io.javalin.config.RoutesConfig;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Routes;
import java.util.Optional;

/** {@code GET /api/retention}: how long pictures are kept; for everybody, because who is asked to consent must know. */
public final class RetentionRoutes implements Routes {
    private final Optional<Retention> retention;

    /** @param retention none if Kafka has not said */
    public RetentionRoutes(Optional<Retention> retention) {
        this.retention = retention;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(
                "/api/retention",
                ctx -> ctx.json(
                        retention.orElseThrow(() -> Problem.of(503, "Kafka has not said how long it keeps pictures"))));
    }
}
