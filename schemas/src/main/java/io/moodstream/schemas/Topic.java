package io.moodstream.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;

/**
 * Describes a topic: its name, the types of its records and how long they are kept.
 *
 * @param name the topic's name
 * @param keys serde of the keys
 * @param values serde of the values
 * @param partitions number of partitions that the topic is created with, which is the largest number of instances that
 *     can share the work
 * @param retention how long records are kept after they were written; negative means for ever
 * @param compacted whether only the latest record of a key is kept (within the retention)
 * @param maxRecordBytes size of the largest record that the topic accepts, bytes
 * @param <K> the keys' type
 * @param <V> the values' type
 */
public record Topic<K, V>(
        String name,
        Serde<K> keys,
        Serde<V> values,
        int partitions,
        Duration retention,
        boolean compacted,
        int maxRecordBytes) {

    /**
     * Kafka's name of the setting that makes the broker stamp records when they are written. A replay of last week is
     * then kept as long as live records, and no wrong clock keeps or deletes anything. The event time is in the value.
     */
    public static final String TIMESTAMP_TYPE = "message.timestamp.type";

    Topic(String name, Serde<K> keys, Serde<V> values, int partitions, Duration retention, boolean compacted) {
        this(name, keys, values, partitions, retention, compacted, Topics.MAX_RECORD_BYTES);
    }

    /** Returns the topic with another number of partitions. */
    public Topic<K, V> inPartitions(int number) {
        return new Topic<>(name, keys, values, number, retention, compacted, maxRecordBytes);
    }

    /** Returns the topic with another retention. */
    public Topic<K, V> keptFor(Duration time) {
        return new Topic<>(name, keys, values, partitions, time, compacted, maxRecordBytes);
    }

    /** Returns the topic's settings on the broker, by Kafka's names. */
    public Map<String, String> config() {
        Map<String, String> config = new TreeMap<>();
        config.put("retention.ms", Long.toString(retention.isNegative() ? -1 : retention.toMillis()));
        config.put("cleanup.policy", cleanupPolicy());
        config.put("max.message.bytes", Integer.toString(maxRecordBytes));
        config.put(TIMESTAMP_TYPE, "LogAppendTime");
        if (!retention.isNegative()) {
            // Segments are deleted whole: short ones, so that records are deleted soon after their retention.
            config.put("segment.ms", Long.toString(Math.max(60_000, retention.toMillis() / 5)));
        }
        return config;
    }

    private String cleanupPolicy() {
        if (!compacted) {
            return "delete";
        }
        return retention.isNegative() ? "compact" : "compact,delete";
    }
}
