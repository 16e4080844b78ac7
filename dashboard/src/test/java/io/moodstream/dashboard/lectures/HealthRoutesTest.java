package io.moodstream.dashboard.lectures;

import static io.moodstream.dashboard.lectures.Samples.emotions;
import static io.moodstream.dashboard.lectures.Samples.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.moodstream.kit.topics.PipelineStage;
import io.moodstream.kit.topics.StageProgress.Position;
import io.moodstream.schemas.SourceSignal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthRoutesTest {
    @Test
    void itSaysOkWhileKafkaCanBeReadAndUnreachableOtherwise() throws Exception {
        try (Served served = Served.guarded()) {
            assertThat(served.get("/health").statusCode()).isEqualTo(503);
            assertThat(json(served.get("/health")).get("status").asText()).isEqualTo("unreachable");
            served.hear(listener -> listener.reading(true));
            assertThat(served.get("/health").statusCode()).isEqualTo(200);
            assertThat(json(served.get("/health")).get("status").asText()).isEqualTo("ok");
        }
    }

    @Test
    void onlyATeacherLearnsWhichLecturesThereAre() throws Exception {
        try (Served served = Served.guarded()) {
            served.hear(listener -> listener.reading(true));
            served.hear(listener -> listener.emotions(emotions("a", "cam", 0, 1, 1), Optional.empty()));

            JsonNode visitor = json(served.get("/health"));
            assertThat(visitor.has("lectures")).isFalse();
            assertThat(visitor.at("/counts/live").asInt()).isEqualTo(1);
            assertThat(json(served.get("/health", served.student("a"))).has("lectures"))
                    .isFalse();
            JsonNode teacher = json(served.get("/health", Served.TEACHER));
            assertThat(teacher.at("/lectures/0/id").asText()).isEqualTo("a");
            assertThat(teacher.at("/lectures/0/state/kind").asText()).isEqualTo("live");
            assertThat(served.get("/health", "Authorization", "Bearer wrong").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void metricsSayTheSameAndForgetLecturesThatNoLongerRun() {
        SetClock clock = new SetClock(Samples.START);
        Lectures lectures = new Lectures(10, clock);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        LectureMetrics metrics = new LectureMetrics(registry, lectures);
        lectures.reading(true);
        for (int second = 0; second < 12; second++) {
            clock.pass(Duration.ofSeconds(1));
            lectures.source(status("a", "cam", second + 1, SourceSignal.BEGIN), clock.instant());
        }
        lectures.stages(Map.of(PipelineStage.CLASSIFIER, new Position(10, 7)));
        metrics.update();
        assertThat(registry.get("moodstream.lecture.oldest.unanswered")
                        .tag("lecture", "a")
                        .gauge()
                        .value())
                .isEqualTo(11);
        assertThat(registry.get("moodstream.lecture.state")
                        .tags("lecture", "a", "state", "stalled")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(registry.get("moodstream.lecture.frames")
                        .tags("lecture", "a", "state", "under_way")
                        .gauge()
                        .value())
                .isEqualTo(12);
        assertThat(registry.get("moodstream.stage.lag")
                        .tag("reader", "classifier")
                        .gauge()
                        .value())
                .isEqualTo(7);

        clock.pass(Duration.ofMinutes(20));
        lectures.stages(Map.of());
        metrics.update();
        assertThat(registry.find("moodstream.lecture.state").gauges()).isEmpty();
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }
}
