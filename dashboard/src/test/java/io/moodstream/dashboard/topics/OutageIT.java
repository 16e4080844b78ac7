package io.moodstream.dashboard.topics;

import static io.moodstream.dashboard.lectures.Samples.mood;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodstream.schemas.LectureMood;
import io.moodstream.testing.Said;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void theReaderSaysThatKafkaIsAwayAndGoesOnWhenItIsBack() throws Exception {
        List<Double> heard = new CopyOnWriteArrayList<>();
        List<Boolean> told = new CopyOnWriteArrayList<>();
        TopicListener listener = new TopicListener() {
            @Override
            public void mood(LectureMood mood) {
                heard.add(mood.getPositivity());
            }

            @Override
            public void reading(boolean healthy) {
                told.add(healthy);
            }
        };
        try (Said said = Said.by(TopicsReader.class);
                Kafka kafka = Kafka.start(folder);
                TopicsReader reader = kafka.reader(List.of(listener))) {
            assertThat(reader.awaitCaughtUp(LONG)).isTrue();
            kafka.write(mood("l", 0, 0.4, false));
            await().atMost(LONG).until(() -> heard.contains(0.4));

            kafka.stopBroker();
            await().atMost(LONG).until(() -> !reader.isHealthy());

            kafka.startBroker();
            kafka.write(mood("l", 0, 0.6, true));
            await().atMost(LONG).until(() -> heard.contains(0.6));
            await().atMost(LONG).until(reader::isHealthy);
            assertThat(heard).containsExactly(0.4, 0.6);
            assertThat(said.sentences().get(0))
                    .startsWith("The topics cannot be read at the moment: ")
                    .doesNotContain("Exception");
            assertThat(said.sentences()).endsWith("Kafka answers again, and the topics are read");
            await().atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(told).startsWith(true, false).endsWith(true));
        }
    }
}
