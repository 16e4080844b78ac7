package io.moodstream.dashboard;

import io.moodstream.dashboard.http.WebServer;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running dashboard: the web server and everything behind it. */
public final class Dashboard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);

    private final DashboardConfig config;
    private final WebServer server;
    private final List<AutoCloseable> parts;

    /** @param parts what {@link #close} closes, in this order, including the server */
    Dashboard(DashboardConfig config, WebServer server, List<AutoCloseable> parts) {
        this.config = config;
        this.server = server;
        this.parts = List.copyOf(parts);
    }

    /** Returns the address for a browser on this machine. */
    public String url() {
        return "http://localhost:" + server.port();
    }

    /** Returns whether it serves only this machine, because there is no teacher token. */
    public boolean open() {
        return config.open();
    }

    /** Returns all endpoints and pages, such as "GET /api/lectures/{id}". */
    public Set<String> endpoints() {
        return server.endpoints();
    }

    @Override
    public void close() {
        closeAll(parts);
    }

    /** Closes all parts, even if some of them fail. */
    static void closeAll(List<AutoCloseable> parts) {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("Could not close {}", part.getClass().getSimpleName(), e);
            }
        }
    }
}
