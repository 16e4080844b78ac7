package io.moodstream.dashboard.frames;

import static io.moodstream.dashboard.frames.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.pictures.Drawn;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // Closing the broker is what the test is about.
class KafkaAwayTest {
    @Test
    void whileKafkaIsAwayPicturesAreRefusedAndLimitsHold(@TempDir Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
                Running running = Running.start(
                        broker,
                        Map.of(
                                "DASHBOARD_PICTURES",
                                "20",
                                "DASHBOARD_VISITORS",
                                "false",
                                "KAFKA_DELIVERY_TIMEOUT_MS",
                                "1000",
                                "KAFKA_REQUEST_TIMEOUT_MS",
                                "900"))) {
            Client teacher = running.client();
            assertThat(send(teacher).join().statusCode()).isEqualTo(200);
            assertThat(running.client()
                            .picture("/api/frames", Drawn.number(1))
                            .join()
                            .statusCode())
                    .isEqualTo(401);
            broker.close();

            List<HttpResponse<byte[]>> answers = IntStream.range(0, 25).mapToObj(i -> send(teacher)).toList().stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(answers)
                    .extracting(HttpResponse::statusCode)
                    .containsOnly(503, 429)
                    .filteredOn(status -> status == 503)
                    .hasSizeBetween(19, 22);
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(json(answer).path("detail").asText())
                        .isIn(
                                "The class server is not reachable at the moment; try again in a few seconds",
                                "Too many pictures from you; try again in " + waits(answer) + " s");
            });
            assertThat(running.frames.open()).isZero();
        }
    }

    private static String waits(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Retry-After").orElseThrow();
    }

    private static CompletableFuture<HttpResponse<byte[]>> send(Client teacher) {
        return teacher.picture("/api/frames", Drawn.number(1), Client.teacher());
    }
}
