package io.moodstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestIT {
    @TempDir
    private Path folder;

    @Test
    void everyPictureIsInKafkaOnceAndInOrder() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mp4"), 50, 10, 640, 480);
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        Files.write(pictures.resolve("1.jpg"), new byte[0]);
        Files.write(pictures.resolve("2.jpg"), new byte[2_000_000]);
        Files.write(pictures.resolve("3.gif"), new byte[] {'G', 'I', 'F'});
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
                StageMetrics metrics = StageMetrics.local(IngestMain.NAME)) {
            Settings settings = new Settings(Map.of(
                    "STAGE_BOOTSTRAP",
                    broker.bootstrap(),
                    "INGEST_FPS",
                    "max",
                    "INGEST_SOURCES",
                    "a@u-1=" + video + " b=" + pictures));
            StageConfig stage = settings.bind(StageConfig.class);
            try (TopicAdmin topics = TopicAdmin.connect(stage, settings)) {
                topics.create(List.of(Topics.FRAMES, Topics.DEAD_LETTERS));
            }

            try (Ingest ingest = IngestMain.ingest(settings, metrics)) {
                ingest.awaitEnd();
                assertThat(ingest.statistics()).extractingByKey("demo/a").returns(50L, SourceStatistics::acknowledged);
                assertThat(ingest.statistics()).extractingByKey("demo/b").returns(1L, SourceStatistics::deadLettered);
            }

            var frames = read(stage, settings, 53);
            assertThat(sequences(frames, "frames", "a")).containsExactlyElementsOf(upTo(50));
            assertThat(sequences(frames, "frames", "b")).containsExactly(0L, 2L);
            assertThat(sequences(frames, "dead-letters", "b")).containsExactly(1L);
            assertThat(frames).allSatisfy(record -> {
                assertThat(record.timestamp())
                        .isEqualTo(frame(record).getCapturedAt().toEpochMilli());
                assertThat(StageMetrics.publishedAt(record.headers())).isPresent();
            });
        }
    }

    @Test
    void framesThatKafkaWouldDeleteUnreadAreRefused() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mp4"), 5, 10, 640, 480);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
                StageMetrics metrics = StageMetrics.local(IngestMain.NAME)) {
            Settings settings = new Settings(Map.of(
                    "STAGE_BOOTSTRAP",
                    broker.bootstrap(),
                    "INGEST_START",
                    Instant.now().minus(Duration.ofMinutes(30)).toString(),
                    "INGEST_SOURCES",
                    video.toString()));
            try (TopicAdmin topics = TopicAdmin.connect(settings.bind(StageConfig.class), settings)) {
                topics.create(List.of(Topics.FRAMES));
                assertThatThrownBy(() -> IngestMain.ingest(settings, metrics))
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("stamped up to 30 minutes ago, but the topic frames keeps 10 minutes");

                topics.keepAtLeast(Topics.FRAMES, Duration.ofHours(1));
                try (Ingest ingest = IngestMain.ingest(settings, metrics)) {
                    ingest.awaitEnd();
                    assertThat(ingest.statistics().values()).allMatch(source -> source.acknowledged() == 5);
                }
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(StageConfig stage, Settings settings, int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                KafkaDefaults.consumer(stage, settings), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : List.of("frames", "dead-letters")) {
                consumer.partitionsFor(topic)
                        .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (records.size() < count) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static List<Long> sequences(List<ConsumerRecord<byte[], byte[]>> records, String topic, String source) {
        return records.stream()
                .filter(record -> record.topic().equals(topic))
                .map(IngestIT::frame)
                .filter(frame -> frame.getSourceId().equals(source))
                .map(Frame::getSequence)
                .toList();
    }

    private static Frame frame(ConsumerRecord<byte[], byte[]> record) {
        return Topics.FRAMES.values().deserializer().deserialize("frames", record.value());
    }

    private static List<Long> upTo(long count) {
        return java.util.stream.LongStream.range(0, count).boxed().toList();
    }
}
