package io.moodstream.dashboard;

import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.AccessRoutes;
import io.moodstream.dashboard.http.Pages;
import io.moodstream.dashboard.http.Routes;
import io.moodstream.dashboard.http.WebServer;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import java.time.Clock;
import java.util.List;

/** Starts the dashboard from its settings: STAGE_BOOTSTRAP, DASHBOARD_*, KAFKA_*. The topics must be there. */
public final class DashboardMain {
    private DashboardMain() {}

    /**
     * Reads the topics up to now, then serves.
     *
     * @throws io.moodstream.kit.ConfigurationException if the settings are at fault or the port is taken
     */
    public static Dashboard start(Settings settings) {
        settings.check(StageConfig.class, DashboardConfig.class);
        DashboardConfig config = settings.bind(DashboardConfig.class);
        Access access = new Access(config, Clock.systemUTC());
        List<Routes> routes = List.of(new AccessRoutes(access), new Pages());
        WebServer server = WebServer.start(config, access, routes, () -> true);
        return new Dashboard(config, server, () -> {});
    }
}
