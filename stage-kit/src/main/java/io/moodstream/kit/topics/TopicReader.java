package io.moodstream.kit.topics;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads whole topics, committed records only, without a consumer group. Used by one thread, except for {@link #wakeup}.
 * Methods throw {@link org.apache.kafka.common.KafkaException} if Kafka does not answer.
 */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Connects, and reads nothing until {@link #start} or {@link #startAt}. */
    public TopicReader(Properties consumer) {
        this.consumer = new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Opens a reader that is positioned before this returns: it misses nothing that is written later.
     *
     * @param fromBeginning whether to read existing records, too
     */
    public static TopicReader open(
            StageConfig stage, Settings settings, Collection<? extends Topic<?, ?>> topics, boolean fromBeginning) {
        TopicReader reader = new TopicReader(KafkaDefaults.consumer(stage, settings));
        try {
            reader.start(fromBeginning ? topics : List.of(), fromBeginning ? List.of() : topics);
            return reader;
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /**
     * Positions the reader, and returns when it is.
     *
     * @param fromBeginning topics whose existing records are read, too
     * @param fromNow topics of which only later records are read
     * @throws UnknownTopicOrPartitionException if a topic does not exist
     */
    public void start(Collection<? extends Topic<?, ?>> fromBeginning, Collection<? extends Topic<?, ?>> fromNow) {
        Set<TopicPartition> past = partitions(fromBeginning);
        Set<TopicPartition> future = partitions(fromNow);
        consumer.assign(Stream.concat(past.stream(), future.stream()).toList());
        consumer.beginningOffsets(past).forEach(consumer::seek);
        consumer.endOffsets(future).forEach(consumer::seek);
    }

    /** Positions the reader at the first records that were written at this time or later. */
    public void startSince(Instant then, Collection<? extends Topic<?, ?>> topics) {
        Set<TopicPartition> partitions = partitions(topics);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        Map<TopicPartition, Long> times =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> then.toEpochMilli()));
        consumer.offsetsForTimes(times).forEach((partition, first) -> {
            if (first != null) {
                consumer.seek(partition, first.offset());
            }
        });
    }

    /** Positions the reader at one record of one partition; {@link #stop} lets go of it again. */
    public void startAt(TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
    }

    /** Positions the reader at the first record of one partition; {@link #stop} lets go of it again. */
    public void startAtBeginning(TopicPartition partition) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /** Stops reading, and lets go of what has been fetched. */
    public void stop() {
        consumer.unsubscribe();
    }

    /**
     * Returns the partitions of topics.
     *
     * @throws UnknownTopicOrPartitionException if one does not exist
     */
    public Set<TopicPartition> partitions(Collection<? extends Topic<?, ?>> topics) {
        return topics.stream().flatMap(this::partitions).collect(Collectors.toSet());
    }

    private Stream<TopicPartition> partitions(Topic<?, ?> topic) {
        var partitions = consumer.partitionsFor(topic.name());
        if (partitions == null || partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("there is no topic " + topic.name() + " yet");
        }
        return partitions.stream().map(info -> new TopicPartition(info.topic(), info.partition()));
    }

    /** Returns the next records; waits for them at most this long. */
    public ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
        return consumer.poll(atMost);
    }

    /** Reads all records that exist now. */
    public void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<TopicPartition, Long> ends = ends();
        while (!hasReached(ends)) {
            consumer.poll(POLL).forEach(each);
        }
    }

    /**
     * Reads the records that exist now, and gives up when Kafka sends none of them for long.
     *
     * @param each returns whether to read on
     * @param patience how long nothing may come
     * @throws org.apache.kafka.common.errors.TimeoutException if nothing comes for that long
     */
    public void readWhile(Predicate<ConsumerRecord<byte[], byte[]>> each, Duration patience) {
        Map<TopicPartition, Long> ends = ends();
        long position = -1;
        long movedAt = System.nanoTime();
        while (!hasReached(ends)) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (!each.test(record)) {
                    return;
                }
            }
            long now = ends.keySet().stream().mapToLong(consumer::position).sum(); // transaction markers count, too
            if (now != position) {
                position = now;
                movedAt = System.nanoTime();
            } else if (System.nanoTime() - movedAt >= patience.toNanos()) {
                throw new TimeoutException("Kafka sent nothing for " + patience.toSeconds() + " s");
            }
        }
    }

    /** Returns the offset after the last record of every partition that is read. */
    public Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(consumer.assignment());
    }

    /** Returns whether everything before these offsets has been read. */
    public boolean hasReached(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Returns whether a partition holds records that are not read yet, or may hold some. */
    public boolean hasMore(TopicPartition partition) {
        var lag = consumer.currentLag(partition);
        return lag.isEmpty() || lag.getAsLong() > 0;
    }

    /** Pauses reading these partitions, and no others. */
    public void pauseOnly(Set<TopicPartition> partitions) {
        consumer.resume(consumer.paused().stream()
                .filter(partition -> !partitions.contains(partition))
                .toList());
        consumer.pause(partitions);
    }

    /** Makes the thread that reads throw {@link org.apache.kafka.common.errors.WakeupException}. */
    public void wakeup() {
        consumer.wakeup();
    }

    /**
     * Returns a record's decoded value.
     *
     * @throws org.apache.kafka.common.errors.SerializationException if it cannot be decoded
     */
    public static <V> V value(Topic<?, V> topic, ConsumerRecord<byte[], byte[]> record) {
        return topic.values().deserializer().deserialize(topic.name(), record.value());
    }

    /**
     * Returns a record's decoded value, whichever of our topics it is from; see {@link #value(Topic, ConsumerRecord)}.
     */
    public static Object value(ConsumerRecord<byte[], byte[]> record) {
        return value(Topics.named(record.topic()).orElseThrow(), record);
    }

    /** Returns a record's key as text; empty if it has none. */
    public static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
