package io.moodstream.dashboard.topics;

import io.javalin.config.RoutesConfig;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Routes;
import java.util.Optional;

/**
 * {@code GET /api/retention}: how long pictures of people, results about single ones, and consents are kept. Open to
 * everybody, because people need it to consent.
 */
public final class RetentionRoutes implements Routes {
    private final Optional<Retention> retention;

    /** @param retention the topics' retention; none if it could not be read */
    public RetentionRoutes(Optional<Retention> retention) {
        this.retention = retention;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(
                "/api/retention",
                ctx -> ctx.json(retention.orElseThrow(() -> Problem.of(
                        503,
                        "This server does not know how long pictures and results are kept; ask the people who run"
                                + " it"))));
    }
}
