package io.moodstream.launcher.web;

import io.moodstream.dashboard.Dashboard;
import io.moodstream.launcher.fuzz.HostileWeb;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests and messages of anybody, to a dashboard with all stages behind it. */
@OnSharedPipeline
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HostileRequestsIT {
    /** Who is refused for coming too often shows nothing. */
    private static final Map<String, String> PATIENT = Map.of(
            "DASHBOARD_REQUESTS", "1000000",
            "DASHBOARD_PICTURES", "1000000",
            "DASHBOARD_STUDENTS", "100000",
            "DASHBOARD_SOCKET_FPS", "60");

    @Test
    void aBrokenRequestIsAnsweredOrRefusedInASentence(WebPipeline pipeline) throws Exception {
        try (Dashboard dashboard = pipeline.dashboard(PATIENT)) {
            HostileWeb.assertRequestsAreAnswered(URI.create(dashboard.url()), 40);
        }
    }

    @Test
    void aBrokenMessageOfACameraIsAnsweredOrRefusedInASentence(WebPipeline pipeline) throws Exception {
        try (Dashboard dashboard = pipeline.dashboard(PATIENT)) {
            HostileWeb.assertMessagesAreAnswered(URI.create(dashboard.url()), 40);
        }
    }
}
