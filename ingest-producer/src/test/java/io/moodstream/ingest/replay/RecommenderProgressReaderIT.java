package io.moodstream.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecommenderProgressReaderIT {
    private static final TopicPartition ANSWERS = new TopicPartition(Topics.EMOTIONS.name(), 0);

    @TempDir
    private Path folder;

    @Test
    void aRecommenderThatIsBehindIsWaitedForButNotForEver() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
            Settings settings = new Settings(Map.of("STAGE_BOOTSTRAP", broker.bootstrap()));
            StageConfig stage = settings.bind(StageConfig.class);
            try (TopicAdmin topics = TopicAdmin.connect(stage, settings);
                    Admin admin = Admin.create(KafkaDefaults.admin(stage, settings));
                    RecommenderProgressReader reader = RecommenderProgressReader.open(
                            stage, settings, "recommender-stream", new CountDownLatch(1))) {
                topics.create(List.of(Topics.EMOTIONS));
                assertThat(reader.awaitRead(Map.of(ANSWERS, 5L)))
                        .as("none has ever run")
                        .isTrue();

                commit(admin, 5);
                assertThat(reader.awaitRead(Map.of(ANSWERS, 5L)))
                        .as("it has read up to 4")
                        .isFalse();
                CompletableFuture<Void> later = CompletableFuture.runAsync(
                        () -> commit(admin, 6), CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));
                assertThat(reader.awaitRead(Map.of(ANSWERS, 5L)))
                        .as("it has read it while that was waited for")
                        .isTrue();
                later.join();
            }
        }
    }

    private static void commit(Admin admin, long next) {
        admin.alterConsumerGroupOffsets("recommender-stream", Map.of(ANSWERS, new OffsetAndMetadata(next)))
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
