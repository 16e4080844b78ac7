package io.moodstream.dashboard.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.dashboard.DashboardConfig;
import io.moodstream.dashboard.http.Access;
import io.moodstream.dashboard.http.WebServer;
import io.moodstream.kit.Settings;
import io.moodstream.schemas.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionRoutesTest {
    private static final String TOKEN = "a token for the tests";

    @Test
    void whatIsKeptIsAsKafkaHasIt(@TempDir Path folder) {
        try (Kafka kafka = Kafka.start(folder)) {
            assertThat(kafka.retention()).isEqualTo(new Retention(600L, 1800L, 600L, 600L, 259_200L));

            kafka.keepAtLeast(Topics.FACES, Duration.ofHours(5));

            assertThat(kafka.retention()).isEqualTo(new Retention(600L, 18_000L, 600L, 600L, 259_200L));

            kafka.keepAtLeast(Topics.PHOTOS, Duration.ofHours(1));

            assertThat(kafka.retention()).isEqualTo(new Retention(600L, 18_000L, 3_600L, 600L, 259_200L));
        }
    }

    @Test
    void everybodyIsTold() throws Exception {
        HttpResponse<String> answer = ask(Optional.of(new Retention(600L, null, 500L, 400L, 259_200L)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"frames\":600,\"faces\":null,\"photos\":500,\"photoFaces\":400,\"deadLetters\":259200}");
    }

    @Test
    void whatKafkaHasNotSaidIsNotMadeUp() throws Exception {
        assertThat(ask(Optional.empty()).statusCode()).isEqualTo(503);
    }

    /** As a visitor of a server that is not open to all. */
    private static HttpResponse<String> ask(Optional<Retention> retention) throws Exception {
        DashboardConfig config = new Settings(
                        Map.of("DASHBOARD_PORT", "0", "DASHBOARD_HOST", "127.0.0.1", "DASHBOARD_TEACHER_TOKEN", TOKEN))
                .bind(DashboardConfig.class);
        Access access = new Access(config.server(), Clock.systemUTC());
        try (WebServer server = WebServer.start(config.server(), access, List.of(new RetentionRoutes(retention)))) {
            URI uri = URI.create("http://127.0.0.1:" + server.port() + "/api/retention");
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
