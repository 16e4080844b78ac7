package io.moodstream.dashboard.http;

import io.javalin.config.RoutesConfig;

/** Some of the server's routes. */
@FunctionalInterface
public interface Routes {
    /** Adds them. */
    void addTo(RoutesConfig routes);
}
