package io.moodstream.dashboard.deletion;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.KafkaFaults;
import io.moodstream.kit.KafkaUnreachableException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.kit.TopicRights;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Deletes records as far as Kafka can. Compacted topics get tombstones. Partitions of the others are emptied where they
 * hold nothing else; what shares a partition with records of others goes when its retention is over.
 */
@UsesKafka
final class RecordDeletion implements AutoCloseable {
    /** How long Kafka may send nothing of a topic that has more: a broker that restarts is back sooner. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StageConfig stage;
    private final TopicAdmin admin;
    private final KafkaProducer<String, byte[]> producer;
    private final TopicReader reader;

    /** Says whose a record is. */
    enum Whose {
        /** It is to be deleted. */
        OWN,
        /** It may stay or go. */
        NOBODYS,
        /** It must stay, and so must what is before it in its partition. */
        OTHERS
    }

    private RecordDeletion(StageConfig stage, Settings settings, TopicAdmin admin) {
        this.stage = stage;
        this.admin = admin;
        Properties properties = KafkaDefaults.producer(stage, settings);
        // Nothing may be stored after it was said that it was not.
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                PATIENCE.minusSeconds(5).toMillis());
        this.producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        Properties reading = KafkaDefaults.consumer(stage, settings);
        // Partition after partition is read to its end: none waits until the broker has seen for half a second, as by
        // default, that nothing more comes to the one before.
        reading.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        this.reader = new TopicReader(reading);
    }

    /**
     * Connects to Kafka.
     *
     * @param marks the topic where it is marked what was deleted, which must exist
     * @param topics where the records may be
     * @param written other topics that it writes to
     * @throws KafkaUnreachableException if no broker answers
     * @throws io.moodstream.kit.ConfigurationException if the topic of marks does not exist, or Kafka does not allow all
     *     that a deletion does: half of one would help nobody
     */
    static RecordDeletion connect(
            StageConfig stage,
            Settings settings,
            Topic<?, ?> marks,
            Collection<Topic<?, ?>> topics,
            Collection<Topic<?, ?>> written) {
        TopicAdmin admin = TopicAdmin.connect(stage, settings);
        try {
            admin.requirePresent(marks);
            Set<String> existing = admin.get(admin.admin().listTopics().names());
            Set<Topic<?, ?>> writes =
                    Stream.concat(Stream.of(marks), written.stream()).collect(Collectors.toSet());
            List<Topic<?, ?>> present = Stream.concat(writes.stream(), topics.stream())
                    .filter(topic -> existing.contains(topic.name()))
                    .distinct()
                    .toList();
            TopicRights.require(admin, present, topic -> {
                Set<AclOperation> needs = EnumSet.noneOf(AclOperation.class);
                if (writes.contains(topic) || topic.compacted()) {
                    needs.add(AclOperation.WRITE);
                }
                if (topics.contains(topic) && !topic.compacted()) {
                    needs.add(AclOperation.DELETE);
                }
                return needs;
            });
            return new RecordDeletion(stage, settings, admin);
        } catch (RuntimeException e) {
            admin.close();
            throw e;
        }
    }

    /** Reads a topic, which clusters of older versions may lack, from its beginning to its end, without tombstones. */
    void readIfPresent(Topic<?, ?> topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        if (admin.get(admin.admin().listTopics().names()).contains(topic.name())) {
            read(topic, each);
        }
    }

    /** Reads a topic from its beginning to its end, without tombstones. */
    void read(Topic<?, ?> topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        reader.start(List.of(topic), List.of());
        reader.readWhile(
                record -> {
                    if (record.value() != null) {
                        each.accept(record);
                    }
                    return true;
                },
                PATIENCE);
    }

    /**
     * Deletes the records.
     *
     * @param topics where they may be, in the order of the work
     * @param whose says whose a record of these topics is; never called with a tombstone of a compacted topic
     * @param progress gets what is done after each topic
     * @throws KafkaUnreachableException if Kafka does not answer
     * @throws org.apache.kafka.common.KafkaException if Kafka sends nothing of a topic for a minute, or does not allow
     *     what is asked of it
     */
    Deletion remove(
            Hidden hidden,
            List<Topic<?, ?>> topics,
            Function<ConsumerRecord<byte[], byte[]>, Whose> whose,
            Consumer<Deletion> progress) {
        Map<String, Long> deleted = new LinkedHashMap<>();
        List<Deletion.Kept> kept = new ArrayList<>();
        Deletion done = hidden.begun();
        for (Topic<?, ?> topic : topics) {
            if (topic.compacted()) {
                count(deleted, topic, bury(topic, whose));
            } else if (!empty(topic, whose, deleted)) {
                kept.add(Deletion.kept(topic.name(), hidden.at(), admin.retention(topic)));
            }
            done = new Deletion(hidden.name(), hidden.at(), done.left() - 1, false, deleted, kept);
            progress.accept(done);
        }
        return done;
    }

    private static void count(Map<String, Long> deleted, Topic<?, ?> topic, long records) {
        if (records > 0) {
            deleted.merge(topic.name(), records, Long::sum);
        }
    }

    /** Writes tombstones for the keys of own records; returns how many. */
    private long bury(Topic<?, ?> topic, Function<ConsumerRecord<byte[], byte[]>, Whose> whose) {
        Set<String> keys = new TreeSet<>();
        reader.start(List.of(topic), List.of());
        reader.readWhile(
                record -> {
                    if (record.value() == null || whose.apply(record) != Whose.OWN) {
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

    /**
     * Empties the partitions of a topic that hold own records and none of others.
     *
     * @return whether no own record is left
     */
    private boolean empty(
            Topic<?, ?> topic, Function<ConsumerRecord<byte[], byte[]>, Whose> whose, Map<String, Long> deleted) {
        boolean allGone = true;
        for (TopicPartition partition : reader.partitions(List.of(topic))) {
            Contents contents = contents(partition, whose);
            if (contents.shared()) {
                allGone = false;
            } else if (contents.records() > 0) {
                get(admin.admin()
                        .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(contents.end())))
                        .all());
                count(deleted, topic, contents.records());
            }
        }
        return allGone;
    }

    /**
     * What a partition holds.
     *
     * @param records own ones
     * @param end the offset after the last of them
     * @param shared whether there are both own ones and such of others
     */
    private record Contents(long records, long end, boolean shared) {}

    /** Reads a partition, but no further than to both an own record and one of others. */
    private Contents contents(TopicPartition partition, Function<ConsumerRecord<byte[], byte[]>, Whose> whose) {
        reader.startAtBeginning(partition);
        long[] recordsAndEnd = new long[2];
        boolean[] others = new boolean[1];
        reader.readWhile(
                record -> {
                    Whose its = whose.apply(record);
                    others[0] |= its == Whose.OTHERS;
                    if (its == Whose.OWN) {
                        recordsAndEnd[0]++;
                        recordsAndEnd[1] = record.offset() + 1;
                    }
                    return !others[0] || recordsAndEnd[0] == 0;
                },
                PATIENCE);
        return new Contents(recordsAndEnd[0], recordsAndEnd[1], others[0] && recordsAndEnd[0] > 0);
    }

    /** Writes a record, and waits until Kafka has it. */
    <V> RecordMetadata write(Topic<String, V> topic, String key, V value) {
        return send(topic.name(), key, topic.values().serializer().serialize(topic.name(), value));
    }

    /** Writes a record with a header, and waits until Kafka has it. */
    <V> void write(Topic<String, V> topic, String key, V value, Header header) {
        byte[] bytes = topic.values().serializer().serialize(topic.name(), value);
        get(producer.send(new ProducerRecord<>(topic.name(), null, key, bytes, List.of(header))));
    }

    private RecordMetadata send(String topic, String key, byte @Nullable [] value) {
        return get(producer.send(new ProducerRecord<>(topic, key, value)));
    }

    private <T> T get(Future<T> answer) {
        return KafkaFaults.get(answer, PATIENCE, stage.bootstrap());
    }

    @Override
    public void close() {
        reader.close();
        producer.close(Duration.ofSeconds(2));
        admin.close();
    }
}
