package io.moodstream.kit.clients;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Begins the work on the records that a stream thread has polled, of each partition in their order and some of them
 * before Kafka Streams deserializes them. It deserializes the very array that the consumer returned, so a record is known
 * by its value's identity. Used by that thread only.
 *
 * @param <W> type of the work on a record
 */
final class PolledRecords<W> {
    /** More of a partition than Kafka Streams keeps: the oldest are forgotten, should it ever not deserialize them. */
    private static final int MOST = 256;

    private final Map<TopicPartition, Deque<Polled<W>>> byPartition = new HashMap<>();
    private final Map<TopicPartition, Long> newest = new HashMap<>();
    private volatile int partitions;
    private int losses;

    private static final class Polled<W> {
        private final ConsumerRecord<byte[], byte[]> record;
        private @Nullable W work;

        Polled(ConsumerRecord<byte[], byte[]> record) {
            this.record = record;
        }

        W begun(Function<ConsumerRecord<byte[], byte[]>, W> begin) {
            if (work == null) {
                work = begin.apply(record);
            }
            return work;
        }
    }

    /**
     * Adds what the consumer has returned, and forgets the records of partitions that it has lost and those that it reads
     * again.
     *
     * @param assigned partitions of the consumer
     */
    void add(ConsumerRecords<byte[], byte[]> records, Set<TopicPartition> assigned) {
        boolean lost = byPartition.keySet().retainAll(assigned);
        newest.keySet().retainAll(assigned);
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> polled = records.records(partition);
            Deque<Polled<W>> waiting = byPartition.computeIfAbsent(partition, any -> new ArrayDeque<>());
            Long before = newest.put(partition, polled.get(polled.size() - 1).offset());
            if (before != null && polled.get(0).offset() <= before) {
                waiting.clear();
                lost = true;
            }
            polled.stream()
                    .filter(record -> record.value() != null)
                    .forEach(record -> waiting.add(new Polled<>(record)));
            while (waiting.size() > MOST) {
                waiting.removeFirst();
            }
        }
        partitions = byPartition.size();
        losses += lost ? 1 : 0;
    }

    /** Returns how often the consumer has lost partitions or read records again: what was taken of these comes to nothing. */
    int losses() {
        return losses;
    }

    /** Returns of how many partitions there have been records; any thread may ask. */
    int partitions() {
        return partitions;
    }

    /**
     * Takes out the record that is deserialized now, and begins the work on it, unless that has begun, and on the next ones
     * of its partition.
     *
     * @param value its value
     * @param ahead on how many of the next ones
     * @param begin begins the work on a record; what it throws for one of the next comes again when it is that one's turn
     * @return the work on it; empty if it is not known
     */
    Optional<W> take(byte[] value, int ahead, Function<ConsumerRecord<byte[], byte[]>, W> begin) {
        for (Deque<Polled<W>> waiting : byPartition.values()) {
            if (waiting.stream().anyMatch(polled -> polled.record.value() == value)) {
                Polled<W> taken = waiting.removeFirst();
                while (taken.record.value() != value) {
                    // Kafka Streams could not deserialize its key.
                    taken = waiting.removeFirst();
                }
                W work = taken.begun(begin);
                beginNext(waiting, ahead, begin);
                return Optional.of(work);
            }
        }
        return Optional.empty();
    }

    private static <W> void beginNext(
            Deque<Polled<W>> waiting, int ahead, Function<ConsumerRecord<byte[], byte[]>, W> begin) {
        try {
            waiting.stream().limit(ahead).forEach(polled -> polled.begun(begin));
        } catch (RuntimeException e) {
            // One that cannot be read: it throws again when it is deserialized.
        }
    }
}
