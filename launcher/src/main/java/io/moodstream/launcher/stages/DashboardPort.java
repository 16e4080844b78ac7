package io.moodstream.launcher.stages;

import io.moodstream.dashboard.DashboardConfig;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.function.Consumer;

/** Sees to the dashboard's port before anything else is started for it. */
public final class DashboardPort {
    /** The setting that says which. */
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
     * The port that was asked for, if it can be had; where none was asked for, the default or else any free one.
     *
     * @param news takes a line if it is not the default
     * @throws ConfigurationException naming the port that was asked for if it is taken
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
        news.accept("Port " + config.port() + " is taken; the dashboard takes another");
        return settings.with(KEY, "0");
    }

    /** Whom the dashboard serves, in a line for whoever starts it. */
    public static String reach(Settings settings) {
        DashboardConfig config = settings.bind(DashboardConfig.class);
        return config.open()
                ? "It serves this machine only, where everybody is a teacher; with DASHBOARD_TEACHER_TOKEN it serves others, too"
                : "It listens on " + config.address() + " without encryption: give it a reverse proxy with https"
                        + (config.host().isPresent()
                                ? ""
                                : ", and DASHBOARD_HOST=127.0.0.1 where that is on this machine");
    }

    private static Optional<String> fault(DashboardConfig config) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(config.address(), config.port()));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
