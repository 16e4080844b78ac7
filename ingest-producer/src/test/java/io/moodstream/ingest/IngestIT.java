package io.moodstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.ingest.publish.SourceStatistics;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.ingest.sources.TestVideos;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
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
                StageMetrics metrics = StageMetrics.local(Ingest.NAME)) {
            Settings settings = new Settings(Map.of(
                    "STAGE_BOOTSTRAP",
                    broker.bootstrap(),
                    "INGEST_FPS",
                    "max",
                    "INGEST_SOURCES",
                    "a@u-1=" + video + " b=" + pictures));
            StageConfig stage = settings.bind(StageConfig.class);
            try (TopicAdmin topics = TopicAdmin.connect(stage, settings)) {
                topics.create(List.of(Topics.FRAMES, Topics.SOURCES, Topics.DEAD_LETTERS));
            }

            try (Ingest ingest = start(settings, stage, metrics)) {
                ingest.awaitEnd();
                assertThat(ingest.statistics()).extractingByKey("demo/a").returns(50L, SourceStatistics::acknowledged);
                assertThat(ingest.statistics()).extractingByKey("demo/b").returns(1L, SourceStatistics::deadLettered);
            }

            var frames = pictures(read(stage, settings, 57));
            assertThat(sequences(frames, "frames", "a")).containsExactlyElementsOf(upTo(50));
            assertThat(sequences(frames, "frames", "b")).containsExactly(0L, 2L);
            assertThat(sequences(frames, "dead-letters", "b")).containsExactly(1L);
            assertThat(frames).allSatisfy(record -> {
                assertThat(StageMetrics.publishedAt(record.headers())).isPresent();
            });
        }
    }

    @Test
    void aFileThatWasStoppedBeginsAnew() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mp4"), 50, 10, 160, 120);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
                StageMetrics metrics = StageMetrics.local(Ingest.NAME)) {
            Settings settings =
                    new Settings(Map.of("STAGE_BOOTSTRAP", broker.bootstrap(), "INGEST_SOURCES", video.toString()));
            StageConfig stage = settings.bind(StageConfig.class);
            try (TopicAdmin topics = TopicAdmin.connect(stage, settings)) {
                topics.create(List.of(Topics.FRAMES, Topics.SOURCES, Topics.DEAD_LETTERS));
            }
            try (Ingest ingest = start(settings, stage, metrics)) {
                await().until(() -> ingest.statistics().containsKey("demo/a"));
                ingest.stop();
            }
            try (Ingest ingest = start(settings.with("INGEST_FPS", "max"), stage, metrics)) {
                ingest.awaitEnd();
            }

            List<Frame> frames = read(stage, settings, IngestIT::haveTwoEnds).stream()
                    .map(IngestIT::frame)
                    .toList();
            Map<String, List<Frame>> runs = frames.stream()
                    .collect(Collectors.groupingBy(Frame::getRun, LinkedHashMap::new, Collectors.toList()));
            assertThat(runs).hasSize(2).allSatisfy((run, all) -> {
                assertThat(all.get(0).getSignal()).isEqualTo(SourceSignal.BEGIN);
                assertThat(all.get(all.size() - 1).getSignal()).isEqualTo(SourceSignal.END);
            });
            assertThat(frames.subList(frames.size() - 51, frames.size() - 1))
                    .extracting(Frame::getSequence)
                    .containsExactlyElementsOf(upTo(50));
        }
    }

    /** Kafka counts from when a frame was written: what was filmed last week is neither refused nor deleted unread. */
    @Test
    void framesFilmedLongAgoArePublishedAndStampedNow() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mp4"), 5, 10, 640, 480);
        Instant begun = Instant.now();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
                StageMetrics metrics = StageMetrics.local(Ingest.NAME)) {
            Settings settings = new Settings(Map.of(
                    "STAGE_BOOTSTRAP",
                    broker.bootstrap(),
                    "INGEST_START",
                    begun.minus(Duration.ofDays(7)).toString(),
                    "INGEST_SOURCES",
                    video.toString()));
            StageConfig stage = settings.bind(StageConfig.class);
            try (TopicAdmin topics = TopicAdmin.connect(stage, settings)) {
                topics.create(List.of(Topics.FRAMES, Topics.SOURCES, Topics.DEAD_LETTERS));
            }
            try (Ingest ingest = start(settings, stage, metrics)) {
                ingest.awaitEnd();
            }
            assertThat(pictures(read(stage, settings, 7))).hasSize(5).allSatisfy(record -> {
                assertThat(frame(record).getCapturedAt()).isBefore(begun.minus(Duration.ofDays(6)));
                assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
                assertThat(Instant.ofEpochMilli(record.timestamp())).isAfter(begun.minusSeconds(1));
            });
        }
    }

    @Test
    void topicsOfAnOlderVersionAreStampedOnWritingFromNowOn() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            Settings settings = new Settings(Map.of("STAGE_BOOTSTRAP", broker.bootstrap()));
            try (TopicAdmin topics = TopicAdmin.connect(settings.bind(StageConfig.class), settings)) {
                NewTopic old = new NewTopic("frames", 8, (short) 1)
                        .configs(Map.of("message.timestamp.type", "CreateTime", "retention.ms", "3600000"));
                topics.admin().createTopics(List.of(old)).all().get();
                await().until(() -> topics.admin().listTopics().names().get().contains("frames"));

                assertThat(topics.create(List.of(Topics.FRAMES, Topics.FACES))).containsExactly("faces");

                assertThat(topics.stampOnWriting(List.of(Topics.FRAMES, Topics.FACES)))
                        .isEmpty();
                assertThat(topics.retention(Topics.FRAMES)).isEqualTo(Duration.ofHours(1));
            }
        }
    }

    private static Ingest start(Settings settings, StageConfig stage, StageMetrics metrics) {
        IngestConfig config = settings.bind(IngestConfig.class);
        List<SourceSpec> specs = SourceSpec.parseAll(config.sources());
        return Ingest.start(config, stage, settings, specs, PublishListener.NONE, metrics);
    }

    private static boolean haveTwoEnds(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                        .filter(record -> frame(record).getSignal() == SourceSignal.END)
                        .count()
                == 2;
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(StageConfig stage, Settings settings, int count) {
        return read(stage, settings, records -> records.size() >= count);
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(
            StageConfig stage, Settings settings, Predicate<List<ConsumerRecord<byte[], byte[]>>> complete) {
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
            while (!complete.test(records)) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static List<ConsumerRecord<byte[], byte[]>> pictures(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .filter(record -> frame(record).getSignal() == null)
                .toList();
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
