package io.moodstream.dashboard.topics;

import static io.moodstream.dashboard.lectures.Samples.emotions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodstream.kit.topics.PipelineStage;
import io.moodstream.kit.topics.StageProgress.Position;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageReaderIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void saysHowFarEachStageIsAlsoAfterAnOutage() {
        Map<PipelineStage, Position> seen = new ConcurrentHashMap<>();
        try (Kafka kafka = Kafka.start(folder)) {
            for (int frame = 0; frame < 5; frame++) {
                kafka.write(emotions("l", "cam", frame, 1, 1), 0);
            }
            kafka.flush();
            try (StageReader reader = kafka.stageReader(seen::putAll)) {
                assertThat(reader).isNotNull();
                await().atMost(LONG).until(() -> seen.equals(positions(0, 5)));

                kafka.commit(PipelineStage.RECOMMENDER, 2);
                await().atMost(LONG)
                        .untilAsserted(
                                () -> assertThat(recommender(seen).read()).isEqualTo(16));
                assertThat(recommender(seen).unread()).isEqualTo(3);

                kafka.stopBroker();
                seen.clear();
                kafka.startBroker();
                await().atMost(LONG)
                        .untilAsserted(() -> assertThat(recommender(seen)).isEqualTo(new Position(16, 3)));
            }
        }
    }

    private static Position recommender(Map<PipelineStage, Position> seen) {
        return seen.getOrDefault(PipelineStage.RECOMMENDER, new Position(-1, -1));
    }

    private static Map<PipelineStage, Position> positions(long read, long unread) {
        return Map.of(
                PipelineStage.DETECTOR, new Position(0, 0),
                PipelineStage.CLASSIFIER, new Position(0, 0),
                PipelineStage.RECOMMENDER, new Position(read, unread));
    }
}
