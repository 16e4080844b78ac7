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
            assertThat(kafka.retention())
                    .isEqualTo(Retention.byDefault())
                    .isEqualTo(new Retention(
                            600L, 1800L, 21_600L, 600L, 600L, 600L, 259_200L, 604_800L, 604_800L, 94_608_000L));

            kafka.keepAtLeast(Topics.FACES, Duration.ofHours(5));

            assertThat(kafka.retention().faces()).isEqualTo(18_000);

            kafka.keepAtLeast(Topics.PHOTOS, Duration.ofHours(1));

            assertThat(kafka.retention().photos()).isEqualTo(3_600);
            assertThat(kafka.retention().photoFaces()).isEqualTo(600);
        }
    }

    @Test
    void everybodyIsTold() throws Exception {
        HttpResponse<String> answer = ask(Optional.of(new Retention(1L, null, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"frames\":1,\"faces\":null,\"emotions\":2,\"photos\":3,\"photoFaces\":4,\"photoEmotions\":5,"
                                + "\"deadLetters\":6,\"attention\":7,\"recommendations\":8,\"consents\":9}");
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
