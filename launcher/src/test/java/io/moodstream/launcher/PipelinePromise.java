package io.moodstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.ingest.Ingest;
import io.moodstream.ingest.IngestConfig;
import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.schemas.AuditEntry;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise: every published frame is answered exactly once (faces, no faces, or a dead letter), per source in order.
 * Kept on a real broker; which one, the subclasses say.
 */
abstract class PipelinePromise {
    private static final int GOOD = 12;
    private static final int FOREIGN = 4;

    /** A good picture of each source, and a foreign record. */
    private static final int LAST = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    /** A broker's address. */
    abstract String bootstrap();

    @Test
    void everyFrameIsAnsweredExactlyOnceAndInOrder() throws Exception {
        // Given two sources of good and of hostile pictures, and records that nobody of ours has written
        Settings settings = settings("one");
        StageConfig stage = settings.bind(StageConfig.class);
        writePictures(Files.createDirectory(folder.resolve("left")));
        writePictures(Files.createDirectory(folder.resolve("right")));
        StageRunner.createTopics(settings);
        List<SourceSpec> sources = List.of(
                SourceSpec.parse("left=" + folder.resolve("left")),
                SourceSpec.parse("right@u-1=" + folder.resolve("right")));
        int published = 2 * (GOOD + HostileFiles.COUNT) + FOREIGN;

        // When they run through two instances of each stage
        List<ConsumerRecord<byte[], byte[]>> answers = new ArrayList<>();
        try (StartedStages stages = StartedStages.start(settings, settings("two"));
                StageMetrics metrics = StageMetrics.local("ingest-producer");
                TopicReader reader =
                        TopicReader.open(stage, settings, List.of(Topics.EMOTIONS, Topics.DEAD_LETTERS), true);
                Ingest ingest = Ingest.start(
                        settings.bind(IngestConfig.class), stage, settings, sources, PublishListener.NONE, metrics)) {
            publishForeignRecords(stage, settings);
            ingest.awaitEnd();
            await(reader, answers, published);
            // A second answer to anything would stand before the answers to these.
            publishLastRecords(stage, settings);
            await(reader, answers, published + LAST);
            assertThat(purposes(stage, settings)).as("of two starts").containsExactly("not stated", "not stated");
            assertThat(stages.stages()).hasSize(6);
        }

        // Then each has one answer
        assertThat(answers).hasSize(published + LAST);
        List<FaceEmotions> emotions = emotionsIn(answers);
        assertThat(emotions)
                .hasSize(2 * (GOOD + 1))
                .allSatisfy(answer -> assertThat(answer.getFaces()).hasSizeGreaterThan(15));
        assertThat(sequencesBySource(emotions))
                .hasSize(2)
                .allSatisfy((source, sequences) ->
                        assertThat(sequences).isSorted().doesNotHaveDuplicates().hasSize(GOOD + 1));
        assertThat(deadPlacesIn(answers))
                .hasSize(2 * HostileFiles.COUNT + FOREIGN + 1)
                .doesNotHaveDuplicates();
        assertThat(reasonsIn(answers))
                .contains("truncated-jpeg", "empty-image", "not-a-picture", "too-many-pixels", "serialization");
    }

    /** What each start of a classifier was for, as the topic audit says. */
    private static List<String> purposes(StageConfig stage, Settings settings) {
        List<String> purposes = new ArrayList<>();
        try (TopicReader reader = TopicReader.open(stage, settings, List.of(Topics.AUDIT), true)) {
            reader.readToEnd(record -> {
                AuditEntry entry = TopicReader.value(Topics.AUDIT, record);
                assertThat(entry.getStage()).isEqualTo("classifier-stream");
                assertThat(entry.getModel()).startsWith("fast-");
                purposes.add(entry.getPurpose());
            });
        }
        return purposes;
    }

    private Settings settings(String instance) {
        return new Settings(Map.of(
                "STAGE_BOOTSTRAP", bootstrap(),
                "STAGE_THREADS", "1",
                "STAGE_STATE_DIR", folder.resolve("state-" + instance).toString(),
                "INGEST_LECTURE", "promise",
                "INGEST_FPS", "max"));
    }

    private static void writePictures(Path pictures) throws Exception {
        SampleFrames.write(pictures, GOOD);
        HostileFiles.write(pictures, Files.readAllBytes(pictures.resolve("frame-0000.jpg")));
    }

    /** A record of an unknown schema, one that is cut off, one that says another key, one from the future. */
    private static void publishForeignRecords(StageConfig stage, Settings settings) throws Exception {
        Frame future = new Frame(
                "promise",
                "other",
                null,
                1L,
                Instant.now().plus(Duration.ofDays(1)),
                ImageEncoding.JPEG,
                ByteBuffer.wrap(new byte[] {1}),
                "",
                null,
                Counting.ALL);
        byte[] whole = frame("other", null, 0, new byte[] {1});
        byte[] unknown = whole.clone();
        unknown[5] ^= 1;
        try (var producer = new KafkaProducer<>(
                KafkaDefaults.producer(stage, settings), new ByteArraySerializer(), new ByteArraySerializer())) {
            send(producer, "promise/other", unknown);
            send(producer, "promise/other", java.util.Arrays.copyOf(whole, whole.length - 5));
            send(producer, "promise/somebody-else", whole);
            send(producer, "promise/other", Topics.FRAMES.values().serializer().serialize("frames", future));
        }
    }

    private void publishLastRecords(StageConfig stage, Settings settings) throws Exception {
        byte[] picture = Files.readAllBytes(folder.resolve("left/frame-0000.jpg"));
        try (var producer = new KafkaProducer<>(
                KafkaDefaults.producer(stage, settings), new ByteArraySerializer(), new ByteArraySerializer())) {
            send(producer, "promise/left", frame("left", null, 1000, picture));
            send(producer, "promise/right", frame("right", "u-1", 1000, picture));
            send(producer, "promise/other", frame("other", null, 1000, new byte[] {1}));
        }
    }

    private static byte[] frame(String source, @Nullable String user, long sequence, byte[] picture) {
        Frame frame = new Frame(
                "promise",
                source,
                user,
                sequence,
                Instant.now(),
                ImageEncoding.JPEG,
                ByteBuffer.wrap(picture),
                "",
                null,
                Counting.ALL);
        return Topics.FRAMES.values().serializer().serialize("frames", frame);
    }

    private static void await(TopicReader reader, List<ConsumerRecord<byte[], byte[]>> answers, int count) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            reader.poll(Duration.ofMillis(100)).forEach(record -> {
                if (!isSignal(record)) {
                    answers.add(record);
                }
            });
            assertThat(answers).hasSizeGreaterThanOrEqualTo(count);
        });
    }

    private static boolean isSignal(ConsumerRecord<byte[], byte[]> record) {
        return record.topic().equals(Topics.EMOTIONS.name())
                && TopicReader.value(Topics.EMOTIONS, record).getSignal() != null;
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(Topics.FRAMES.name(), key.getBytes(StandardCharsets.UTF_8), value))
                .get();
    }

    private static List<FaceEmotions> emotionsIn(List<ConsumerRecord<byte[], byte[]>> answers) {
        Topic<String, FaceEmotions> topic = Topics.EMOTIONS;
        return answers.stream()
                .filter(record -> record.topic().equals(topic.name()))
                .map(record -> topic.values().deserializer().deserialize(topic.name(), record.value()))
                .toList();
    }

    private static Map<String, List<Long>> sequencesBySource(List<FaceEmotions> emotions) {
        Map<String, List<Long>> sequences = new HashMap<>();
        emotions.forEach(answer -> sequences
                .computeIfAbsent(answer.getSourceId(), source -> new ArrayList<>())
                .add(answer.getSequence()));
        return sequences;
    }

    /** Where each dead letter was in the topic frames. */
    private static List<String> deadPlacesIn(List<ConsumerRecord<byte[], byte[]>> answers) {
        return answers.stream()
                .filter(record -> record.topic().equals(Topics.DEAD_LETTERS.name()))
                .map(DeadLetter::of)
                .map(letter -> letter.topic() + "-" + letter.partition() + "@" + letter.offset())
                .toList();
    }

    private static Set<String> reasonsIn(List<ConsumerRecord<byte[], byte[]>> answers) {
        return answers.stream()
                .filter(record -> record.topic().equals(Topics.DEAD_LETTERS.name()))
                .map(record -> DeadLetter.of(record).reason())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
