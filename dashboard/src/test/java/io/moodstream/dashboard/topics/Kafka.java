package io.moodstream.dashboard.topics;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.dashboard.deletion.Deletion;
import io.moodstream.dashboard.deletion.LectureDeletion;
import io.moodstream.dashboard.deletion.UserErasure;
import io.moodstream.dashboard.lectures.LecturePublisher;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.kit.topics.PipelineStage;
import io.moodstream.kit.topics.StageProgress.Position;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.Attention;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.LectureSettings;
import io.moodstream.schemas.Recommendation;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** All topics on a broker, and somebody who writes what the pipeline would. */
public final class Kafka implements AutoCloseable {
    private final Optional<Path> folder;
    private EmbeddedBroker broker;
    private final Settings settings;
    private final KafkaProducer<byte[], byte[]> producer;

    private Kafka(EmbeddedBroker broker, Optional<Path> folder) {
        this.folder = folder;
        this.broker = broker;
        this.settings = new Settings(Map.of("STAGE_BOOTSTRAP", broker.bootstrap()));
        this.producer = new KafkaProducer<>(
                KafkaDefaults.producer(stage(), settings), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** On a broker that stays when this is closed. */
    public static Kafka at(EmbeddedBroker broker) {
        return withTopics(new Kafka(broker, Optional.empty()));
    }

    /** With a broker of its own, empty, which may be stopped and started again. */
    static Kafka start(Path folder) {
        return withTopics(new Kafka(EmbeddedBroker.start(folder, 0), Optional.of(folder)));
    }

    private static Kafka withTopics(Kafka kafka) {
        try (TopicAdmin topics = TopicAdmin.connect(kafka.stage(), kafka.settings)) {
            topics.create(Topics.ALL);
        }
        return kafka;
    }

    /** Starts a reader of all topics. */
    public TopicsReader reader(List<? extends TopicListener> listeners) {
        return TopicsReader.start(stage(), settings, listeners);
    }

    /** How long pictures are kept. */
    Retention retention() {
        return Retention.read(stage(), settings);
    }

    /** Sets how long that topic's records are kept, at least. */
    void keepAtLeast(Topic<?, ?> topic, Duration wanted) {
        try (TopicAdmin topics = TopicAdmin.connect(stage(), settings)) {
            topics.keepAtLeast(topic, wanted);
        }
    }

    /** Writes a mood. */
    public void write(LectureMood mood) {
        write(Topics.MOODS, Keys.window(mood.getLectureId(), mood.getWindowStart()), mood);
    }

    /** Writes attention. */
    public void write(Attention attention) {
        String key = Keys.track(attention.getLectureId(), attention.getSourceId(), attention.getTrackId());
        write(Topics.ATTENTION, key, attention);
    }

    /** Writes a report. */
    public void write(LectureReport report) {
        write(Topics.LECTURE_REPORTS, report.getLectureId(), report);
    }

    /** Writes a recommendation. */
    public void write(Recommendation recommendation) {
        write(Topics.RECOMMENDATIONS, recommendation.getUserId(), recommendation);
    }

    /** Writes a frame's emotions. */
    public void write(FaceEmotions frame, long publishedAt) {
        String key = Keys.source(frame.getLectureId(), frame.getSourceId());
        var record = record(Topics.EMOTIONS.name(), key, bytes(Topics.EMOTIONS, frame));
        record.headers()
                .add(
                        Topics.PUBLISHED_AT,
                        ByteBuffer.allocate(Long.BYTES).putLong(publishedAt).array());
        send(record);
    }

    /** Writes what a publisher tells about a run. */
    public void write(SourceStatus status) {
        write(Topics.SOURCES, Keys.run(status.getLectureId(), status.getSourceId(), status.getRun()), status);
    }

    /** Writes a dead letter that is a whole record of the topic frames. */
    void writeDeadLetter(Frame frame) {
        String key = Keys.source(frame.getLectureId(), frame.getSourceId());
        var record = record(Topics.DEAD_LETTERS.name(), key, bytes(Topics.FRAMES, frame));
        record.headers().add("__streams.errors.topic", Topics.FRAMES.name().getBytes(StandardCharsets.UTF_8));
        send(record);
    }

    /** Deletes a lecture. */
    Deletion delete(String lecture) {
        try (LectureDeletion deletion = LectureDeletion.connect(stage(), settings)) {
            return deletion.delete(lecture);
        }
    }

    /** Erases a user. */
    Deletion erase(String user) {
        try (UserErasure erasure = UserErasure.connect(stage(), settings)) {
            return erasure.erase(user);
        }
    }

    /** Hides a user who is to be erased. */
    void hide(String user) {
        try (UserErasure erasure = UserErasure.connect(stage(), settings)) {
            erasure.hide(user);
        }
    }

    /** Erases a user, and does something after each topic. */
    Deletion erase(String user, Consumer<Deletion> progress) {
        try (UserErasure erasure = UserErasure.connect(stage(), settings)) {
            return erasure.remove(erasure.hide(user), progress);
        }
    }

    /** Returns the records of all topics, as those read them who read from the beginning, without tombstones. */
    List<ConsumerRecord<byte[], byte[]>> records() {
        try (TopicReader reader = TopicReader.open(stage(), settings, Topics.ALL, true)) {
            Map<String, ConsumerRecord<byte[], byte[]>> latest = new LinkedHashMap<>();
            reader.readToEnd(record -> {
                boolean compacted = Topics.named(record.topic()).orElseThrow().compacted();
                String key = compacted ? TopicReader.key(record) : record.partition() + "@" + record.offset();
                latest.put(record.topic() + " " + key, record);
            });
            return latest.values().stream()
                    .filter(record -> record.value() != null)
                    .toList();
        }
    }

    /** Renews a lecture's join code as a dashboard does that has heard of nothing. */
    LectureSettings renew(String lecture) {
        try (LecturePublisher publisher = LecturePublisher.start(stage(), settings)) {
            return publisher.renew(lecture);
        }
    }

    /** How many records a topic holds for those who read it from its beginning, without tombstones. */
    long records(Topic<?, ?> topic, String lecture) {
        try (TopicReader reader = TopicReader.open(stage(), settings, List.of(topic), true)) {
            Map<String, byte[]> latest = new HashMap<>();
            reader.readToEnd(record -> latest.put(TopicReader.key(record), record.value()));
            return latest.entrySet().stream()
                    .filter(entry -> entry.getValue() != null)
                    .filter(entry ->
                            entry.getKey().equals(lecture) || entry.getKey().startsWith(lecture + "/"))
                    .count();
        }
    }

    /** Starts a reader of the stages' progress. */
    StageReader stageReader(Consumer<Map<PipelineStage, Position>> listener) {
        return StageReader.start(stage(), settings, listener);
    }

    /** Lets a stage commit that it has read so much of every partition of its input. */
    void commit(PipelineStage stage, long offset) {
        try (Admin admin = Admin.create(KafkaDefaults.admin(stage(), settings))) {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            for (int partition = 0; partition < stage.input().partitions(); partition++) {
                offsets.put(new TopicPartition(stage.input().name(), partition), new OffsetAndMetadata(offset));
            }
            admin.alterConsumerGroupOffsets(stage.applicationId(), offsets)
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a dead letter of the topic frames. */
    public void writeDeadLetter(String key, String message) {
        var record = record(Topics.DEAD_LETTERS.name(), key, new byte[100]);
        Map.of("topic", "frames", "partition", "3", "offset", "77", "message", message)
                .forEach((name, value) ->
                        record.headers().add("__streams.errors." + name, value.getBytes(StandardCharsets.UTF_8)));
        send(record);
    }

    /** Writes anything. */
    public void write(String topic, String key, byte[] value) {
        send(record(topic, key, value));
    }

    /** Waits until all that was written is there. */
    public void flush() {
        producer.flush();
    }

    private <V> void write(Topic<String, V> topic, String key, V value) {
        send(record(topic.name(), key, bytes(topic, value)));
    }

    private static <V> byte[] bytes(Topic<String, V> topic, V value) {
        return Optional.ofNullable(topic.values().serializer().serialize(topic.name(), value))
                .orElseThrow();
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String key, byte[] value) {
        return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // flush waits
    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    private StageConfig stage() {
        return settings.bind(StageConfig.class);
    }

    /** Nobody answers any more. */
    void stopBroker() {
        broker.close();
    }

    /** On the same port, with what was there. */
    void startBroker() {
        String address = broker.bootstrap();
        broker = EmbeddedBroker.start(
                folder.orElseThrow(), Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
    }

    @Override
    public void close() {
        producer.close();
        folder.ifPresent(own -> broker.close());
    }
}
