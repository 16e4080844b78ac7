package io.moodstream.dashboard.http;

import io.javalin.config.RoutesConfig;

/** Serves the description of the API: OpenAPI 3.1. */
public final class OpenApiRoutes implements Routes {
    @Override
    public void addTo(RoutesConfig routes) {
        byte[] document = Resources.read("/openapi.json");
        routes.get(
                "/api/openapi.json", ctx -> ctx.contentType("application/json").result(document));
    }
}
