package io.moodstream.dashboard;

import io.moodstream.dashboard.http.WebServer;
import java.util.Set;

/** A dashboard at work. */
public final class Dashboard implements AutoCloseable {
    private final DashboardConfig config;
    private final WebServer server;
    private final AutoCloseable behind;

    /** @param behind closed after the server: readers, producers */
    Dashboard(DashboardConfig config, WebServer server, AutoCloseable behind) {
        this.config = config;
        this.server = server;
        this.behind = behind;
    }

    /** Where a browser on this machine finds it. */
    public String url() {
        return "http://localhost:" + server.port();
    }

    /** Whether it serves this machine only, because there is no teacher token. */
    public boolean open() {
        return config.open();
    }

    /** Everything it answers at, such as "GET /api/lectures/{id}"; pages too. */
    public Set<String> endpoints() {
        return server.endpoints();
    }

    @Override
    public void close() {
        server.close();
        try {
            behind.close();
        } catch (Exception e) {
            throw new IllegalStateException("What stands behind the dashboard could not be closed", e);
        }
    }
}
