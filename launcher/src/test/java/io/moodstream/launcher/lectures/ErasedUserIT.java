package io.moodstream.launcher.lectures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.dashboard.deletion.Deletion;
import io.moodstream.dashboard.deletion.UserErasure;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.launcher.FewPartitions;
import io.moodstream.launcher.SampleFrames;
import io.moodstream.launcher.StartedStages;
import io.moodstream.launcher.ledger.LedgerReader;
import io.moodstream.schemas.Consent;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user is erased while all stages work; then all topics of the broker are read, also those that stages made. */
class ErasedUserIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String USER = "u-vanishing";
    private static final String SOURCE = "shy-heron-4711";

    @TempDir
    private Path folder;

    @Test
    void noTopicOfTheBrokerHoldsARecordOfAnErasedUserButTheErasureAndTheConsent() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            Settings settings = new Settings(Map.of(
                    "STAGE_BOOTSTRAP", broker.bootstrap(),
                    "STAGE_THREADS", "1",
                    "STAGE_STATE_DIR", folder.resolve("state").toString(),
                    "RECOMMENDER_DWELL", "0s",
                    // Usually every 30 s.
                    "KAFKA_REPARTITION_PURGE_INTERVAL_MS", "500"));
            FewPartitions.create(settings);
            StageConfig stage = settings.bind(StageConfig.class);
            try (StartedStages stages = StartedStages.start(settings)) {
                publish(stage, settings);
                await().atMost(PATIENCE)
                        .until(() -> topicsWith(stage, settings)
                                .containsAll(Set.of(
                                        "emotions",
                                        "recommendations",
                                        "detector-stream-face-tracks-changelog",
                                        "recommender-stream-followed-sources-changelog",
                                        "recommender-stream-user-expressions-changelog",
                                        "recommender-stream-window-tallies-changelog")));

                assertThat(LedgerReader.read(stage, settings, Optional.empty())).hasSize(1);
                try (UserErasure erasure = UserErasure.connect(stage, settings)) {
                    Deletion erased = erasure.erase(USER);
                    assertThat(erased.failed()).isFalse();
                    assertThat(erased.kept()).isEmpty();
                }

                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(topicsWith(stage, settings))
                                .containsExactlyInAnyOrder("erasures", "consents"));
                assertThat(LedgerReader.read(stage, settings, Optional.empty()))
                        .as("nothing is missing of what was erased")
                        .isEmpty();
                assertThat(stages.stages()).allMatch(each -> each.failure().isEmpty());
            }
        }
    }

    private static void publish(StageConfig stage, Settings settings) throws Exception {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(10);
        try (var producer = new KafkaProducer<>(
                KafkaDefaults.producer(stage, settings), new StringSerializer(), new ByteArraySerializer())) {
            send(producer, Topics.CONSENTS, USER, new Consent(USER, "algebra", begin, "1-en", "join-page", null));
            SourceStatus status = SourceStatus.newBuilder()
                    .setLectureId("algebra")
                    .setSourceId(SOURCE)
                    .setUserId(USER)
                    .setRun("run")
                    .setAt(begin)
                    .setSignal(SourceSignal.BEGIN)
                    .setStartedAt(begin)
                    .setCapturedAt(begin)
                    .setPublished(1)
                    .setAcknowledged(1)
                    .setNextSequence(1)
                    .setLost(0)
                    .setDeadLettered(Map.of())
                    .setDropped(Map.of())
                    .build();
            send(producer, Topics.SOURCES, Keys.run("algebra", SOURCE, "run"), status);
            List<byte[]> pictures = SampleFrames.eachSecond(0, 4);
            for (int i = 0; i < pictures.size(); i++) {
                Frame frame = Frame.newBuilder()
                        .setLectureId("algebra")
                        .setSourceId(SOURCE)
                        .setUserId(USER)
                        .setSequence(i)
                        .setCapturedAt(begin.plusSeconds(i))
                        .setEncoding(ImageEncoding.JPEG)
                        .setImage(ByteBuffer.wrap(pictures.get(i)))
                        .setRun("run")
                        .build();
                send(producer, Topics.FRAMES, Keys.source("algebra", SOURCE), frame);
            }
        }
    }

    private static <V> void send(KafkaProducer<String, byte[]> producer, Topic<String, V> topic, String key, V value)
            throws Exception {
        byte[] bytes = topic.values().serializer().serialize(topic.name(), value);
        producer.send(new ProducerRecord<>(topic.name(), key, bytes)).get();
    }

    /** Returns the topics with a record that names the user or the source; of a compacted one the latest of a key counts. */
    private static Set<String> topicsWith(StageConfig stage, Settings settings) throws Exception {
        Set<String> found = new TreeSet<>();
        try (Admin admin = Admin.create(KafkaDefaults.admin(stage, settings));
                var consumer = new KafkaConsumer<>(
                        // Topic after topic is read to its end: none waits for more to come to the one before.
                        KafkaDefaults.consumer(stage, settings.with(Map.of("KAFKA_FETCH_MAX_WAIT_MS", "10"))),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            for (String topic : topics) {
                if (read(consumer, topic, isCompacted(admin, topic)).stream().anyMatch(ErasedUserIT::namesTheUser)) {
                    found.add(topic);
                }
            }
        }
        return found;
    }

    private static boolean isCompacted(Admin admin, String topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().values().stream()
                .anyMatch(config -> String.valueOf(config.get("cleanup.policy")).contains("value=compact"));
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(
            KafkaConsumer<byte[], byte[]> consumer, String topic, boolean compacted) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<String, ConsumerRecord<byte[], byte[]>> records = new HashMap<>();
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            consumer.poll(Duration.ofMillis(100))
                    .forEach(record -> records.put(
                            compacted ? Arrays.toString(record.key()) : record.partition() + "@" + record.offset(),
                            record));
        }
        return records.values().stream()
                .filter(record -> record.value() != null)
                .toList();
    }

    private static boolean namesTheUser(ConsumerRecord<byte[], byte[]> record) {
        String text = text(record.key()) + " " + text(record.value());
        return text.contains(USER) || text.contains(SOURCE);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
