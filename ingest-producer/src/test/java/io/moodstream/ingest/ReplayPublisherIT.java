package io.moodstream.ingest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.ingest.recording.Recorded;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ReplayPublisherIT {
    @TempDir
    private Path folder;

    @Test
    @Timeout(120) // the producer itself would go on for five minutes
    void whereKafkaIsGoneItIsNotWaitedForAsLongAsTheProducerTries() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(folder, 0);
        Settings settings = new Settings(Map.of("STAGE_BOOTSTRAP", broker.bootstrap()));
        StageConfig stage = settings.bind(StageConfig.class);
        ReplayPublisher publisher = new ReplayPublisher(
                FramePublisher.producer(stage, settings), 64, new PublishListener() {}, (key, cause) -> {});
        try {
            try (broker;
                    TopicAdmin topics = TopicAdmin.connect(stage, settings)) {
                topics.create(List.of(Topics.FRAMES));
                publisher.publish(Recorded.frame("math", "anna", 0, 0));
                publisher.flush(Duration.ofSeconds(30));
            }

            publisher.publish(Recorded.frame("math", "anna", 1, 1000));

            assertThatThrownBy(() -> publisher.flush(Duration.ofSeconds(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is it still there?");
        } finally {
            publisher.close(Duration.ofSeconds(1));
        }
    }
}
