package io.moodstream.dashboard.deletion;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.KafkaUnreachableException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.LectureSettings;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Deletes lectures from the topics. First it marks the lecture as deleted ({@code lecture-settings}, and an event for the
 * recommender), so that everything that was written before no longer counts. Compacted topics then get tombstones.
 * Partitions of the others are emptied where they hold nothing else; what shares a partition with other lectures goes
 * when its retention is over.
 */
@UsesKafka
public final class LectureDeletion implements AutoCloseable {
    private static final List<Topic<?, ?>> COMPACTED =
            List.of(Topics.MOODS, Topics.SOURCES, Topics.RECOMMENDATIONS, Topics.LECTURE_REPORTS);
    private static final List<Topic<?, ?>> OTHERS = List.of(
            Topics.FRAMES, Topics.FACES, Topics.EMOTIONS, Topics.ATTENTION, Topics.LECTURE_EVENTS, Topics.DEAD_LETTERS);

    /** How long Kafka may send nothing of a topic that has more: a broker that restarts is back sooner. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StageConfig stage;
    private final TopicAdmin admin;
    private final KafkaProducer<String, byte[]> producer;
    private final TopicReader reader;

    private LectureDeletion(StageConfig stage, Settings settings, TopicAdmin admin) {
        this.stage = stage;
        this.admin = admin;
        this.producer = new KafkaProducer<>(
                KafkaDefaults.producer(stage, settings), new StringSerializer(), new ByteArraySerializer());
        this.reader = new TopicReader(KafkaDefaults.consumer(stage, settings));
    }

    /**
     * Connects to Kafka.
     *
     * @throws KafkaUnreachableException if no broker answers
     */
    public static LectureDeletion connect(StageConfig stage, Settings settings) {
        TopicAdmin admin = TopicAdmin.connect(stage, settings);
        try {
            admin.requirePresent(Topics.LECTURE_SETTINGS);
            return new LectureDeletion(stage, settings, admin);
        } catch (RuntimeException e) {
            admin.close();
            throw e;
        }
    }

    /**
     * A lecture that nothing shows any more, whose records are still there.
     *
     * @param lecture its id
     * @param at when it was hidden, by the broker's clock
     * @param partition where the event of its deletion is
     * @param offset where in that partition
     */
    public record Hidden(String lecture, Instant at, int partition, long offset) {
        /** Returns the deletion before a topic has been read. */
        public Deletion begun() {
            return new Deletion(lecture, at, COMPACTED.size() + OTHERS.size(), false, Map.of(), List.of());
        }
    }

    /**
     * Deletes a lecture; one of the same name may begin anew at once. Do not delete one that is running.
     *
     * @throws KafkaUnreachableException if Kafka does not answer
     */
    public Deletion delete(String lecture) {
        return remove(hide(lecture), progress -> {});
    }

    /**
     * Marks a lecture as deleted in the topics, which takes a moment. {@link #remove} then deletes its records.
     *
     * @throws KafkaUnreachableException if Kafka does not answer
     */
    public Hidden hide(String lecture) {
        RecordMetadata event = write(
                Topics.LECTURE_EVENTS,
                lecture,
                new LectureEvent(
                        lecture, Instant.ofEpochMilli(System.currentTimeMillis()), LectureEventKind.DELETED, ""));
        Instant at = Instant.ofEpochMilli(event.timestamp());
        LectureSettings settings =
                new LectureSettings(lecture, UUID.randomUUID().toString(), at);
        write(Topics.LECTURE_SETTINGS, lecture, settings);
        return new Hidden(lecture, at, event.partition(), event.offset());
    }

    /**
     * Deletes the records of a lecture as far as Kafka can. It reads whole topics, which may take minutes.
     *
     * @param progress gets what is done after each topic
     * @throws KafkaUnreachableException if Kafka does not answer
     * @throws org.apache.kafka.common.KafkaException if Kafka sends nothing of a topic for a minute
     */
    public Deletion remove(Hidden hidden, Consumer<Deletion> progress) {
        Map<String, Long> deleted = new LinkedHashMap<>();
        List<Deletion.Kept> kept = new ArrayList<>();
        Deletion done = hidden.begun();
        for (Topic<?, ?> topic : COMPACTED) {
            count(deleted, topic, bury(topic, hidden.lecture()));
            done = new Deletion(hidden.lecture(), hidden.at(), done.left() - 1, false, deleted, kept);
            progress.accept(done);
        }
        for (Topic<?, ?> topic : OTHERS) {
            if (!empty(topic, hidden, deleted)) {
                kept.add(Deletion.kept(topic.name(), hidden.at(), admin.retention(topic)));
            }
            done = new Deletion(hidden.lecture(), hidden.at(), done.left() - 1, false, deleted, kept);
            progress.accept(done);
        }
        return done;
    }

    private static void count(Map<String, Long> deleted, Topic<?, ?> topic, long records) {
        if (records > 0) {
            deleted.merge(topic.name(), records, Long::sum);
        }
    }

    /** Writes tombstones for the keys of a lecture; returns how many. */
    private long bury(Topic<?, ?> topic, String lecture) {
        Set<String> keys = new TreeSet<>();
        reader.start(List.of(topic), List.of());
        reader.readWhile(
                record -> {
                    if (record.value() == null || !isOf(lecture, record)) {
                        keys.remove(TopicReader.key(record));
                    } else {
                        keys.add(TopicReader.key(record));
                    }
                    return true;
                },
                PATIENCE);
        keys.forEach(key -> send(topic.name(), key, null));
        return keys.size();
    }

    private static boolean isOf(String lecture, ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.RECOMMENDATIONS.name())) {
            return TopicReader.value(Topics.RECOMMENDATIONS, record)
                    .getLectureId()
                    .equals(lecture);
        }
        String key = TopicReader.key(record);
        return key.equals(lecture) || key.startsWith(lecture + "/");
    }

    /**
     * Empties the partitions of a topic that hold records of this lecture alone.
     *
     * @param hidden the lecture, and the event of its deletion, which stays for those who have not read it yet
     * @return whether no partition holds records of others, beside which there may be some of this lecture
     */
    private boolean empty(Topic<?, ?> topic, Hidden hidden, Map<String, Long> deleted) {
        boolean alone = true;
        for (TopicPartition partition : reader.partitions(List.of(topic))) {
            Contents contents = contents(partition, hidden);
            alone &= !contents.shared();
            if (!contents.shared() && contents.records() > 0) {
                get(admin.admin()
                        .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(contents.end())))
                        .all());
                count(deleted, topic, contents.records());
            }
        }
        return alone;
    }

    /**
     * What a partition holds.
     *
     * @param records of the lecture
     * @param end the offset after the last of them
     * @param shared whether there are records of others
     */
    private record Contents(long records, long end, boolean shared) {}

    /** Reads a partition up to the first record of another lecture. */
    private Contents contents(TopicPartition partition, Hidden hidden) {
        reader.startAtBeginning(partition);
        long[] recordsAndEnd = new long[2];
        boolean[] shared = new boolean[1];
        reader.readWhile(
                record -> {
                    boolean deletion = record.topic().equals(Topics.LECTURE_EVENTS.name())
                            && record.partition() == hidden.partition()
                            && record.offset() >= hidden.offset();
                    shared[0] = !deletion && !isOf(hidden.lecture(), record);
                    if (!deletion && !shared[0]) {
                        recordsAndEnd[0]++;
                        recordsAndEnd[1] = record.offset() + 1;
                    }
                    return !shared[0];
                },
                PATIENCE);
        return new Contents(recordsAndEnd[0], recordsAndEnd[1], shared[0]);
    }

    private <V> RecordMetadata write(Topic<String, V> topic, String lecture, V value) {
        return send(topic.name(), lecture, topic.values().serializer().serialize(topic.name(), value));
    }

    private RecordMetadata send(String topic, String key, byte @org.jspecify.annotations.Nullable [] value) {
        return get(producer.send(new ProducerRecord<>(topic, key, value)));
    }

    private <T> T get(java.util.concurrent.Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaUnreachableException(stage.bootstrap(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnreachableException(stage.bootstrap(), e);
        }
    }

    @Override
    public void close() {
        reader.close();
        producer.close(Duration.ofSeconds(2));
        admin.close();
    }
}
