package io.moodstream.dashboard.http;

import io.javalin.config.RoutesConfig;

/** A group of the server's routes. */
@FunctionalInterface
public interface Routes {
    /** Adds these routes to the server. */
    void addTo(RoutesConfig routes);
}
