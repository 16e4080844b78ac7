package io.moodstream.dashboard;

import io.moodstream.dashboard.http.WebServer;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A dashboard at work. */
public final class Dashboard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);

    private final DashboardConfig config;
    private final WebServer server;
    private final List<AutoCloseable> parts;

    /** @param parts all that is to be closed, the server among it, in that order */
    Dashboard(DashboardConfig config, WebServer server, List<AutoCloseable> parts) {
        this.config = config;
        this.server = server;
        this.parts = List.copyOf(parts);
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
        closeAll(parts);
    }

    /** Closes each, whether or not those before it could be. */
    static void closeAll(List<AutoCloseable> parts) {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} could not be closed", part.getClass().getSimpleName(), e);
            }
        }
    }
}
