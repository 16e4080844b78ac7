package io.moodstream.launcher.stages;

import io.moodstream.broker.Ports;
import io.moodstream.dashboard.DashboardConfig;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import java.util.Optional;
import java.util.function.Consumer;

/** Checks or chooses the dashboard's port before anything else starts. */
public final class DashboardPort {
    /** The setting of the port. */
    public static final String KEY = "DASHBOARD_PORT";

    private DashboardPort() {}

    /**
     * Checks that the dashboard can listen.
     *
     * @throws ConfigurationException naming the port if it cannot
     */
    static void requireFree(Settings settings) {
        DashboardConfig config = settings.bind(DashboardConfig.class);
        fault(config).ifPresent(why -> {
            throw new ConfigurationException(
                    KEY + "=" + config.port() + ": cannot listen there on " + config.address() + ": " + why);
        });
    }

    /**
     * Returns the settings with a port that is free: the configured one, or without one the default or any other.
     *
     * @param news receives a sentence if it is not the default port
     * @throws ConfigurationException naming the configured port if it is in use
     */
    public static Settings orAnother(Settings settings, Consumer<String> news) {
        if (settings.get(KEY).isPresent()) {
            requireFree(settings);
            return settings;
        }
        DashboardConfig config = settings.bind(DashboardConfig.class);
        if (fault(config).isEmpty()) {
            return settings;
        }
        news.accept("Port " + config.port() + " is in use; the dashboard takes another one");
        return settings.with(KEY, "0");
    }

    /** Returns a sentence that tells the operator whom the dashboard serves. */
    public static String reach(Settings settings) {
        DashboardConfig config = settings.bind(DashboardConfig.class);
        return config.open()
                ? "It serves this machine only, and everybody on it is a teacher; set DASHBOARD_TEACHER_TOKEN to serve others"
                : "It listens on " + config.address()
                        + " without encryption: put a reverse proxy with https in front of it"
                        + (config.host().isPresent()
                                ? ""
                                : ", and DASHBOARD_HOST=127.0.0.1 where that is on this machine");
    }

    private static Optional<String> fault(DashboardConfig config) {
        return Ports.fault(config.address(), config.port(), "dashboard or demo");
    }
}
