package io.moodstream.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic: its name, what is in it and how long it is kept.
 *
 * @param name the topic's name
 * @param keys serde of the keys
 * @param values serde of the values
 * @param partitions number of partitions where nothing else is asked for; the most instances that can share the work
 * @param retention how long records are kept from when they were written; negative means for ever
 * @param compacted whether only the latest record of a key is kept (within the retention)
 * @param maxRecordBytes largest record it takes
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
     * Kafka's name of the setting by which records are stamped by the broker when they are written. So a replay of last
     * week is kept as long as what is live, and no wrong clock keeps or deletes anything. When it happened stands in
     * the value.
     */
    public static final String TIMESTAMP_TYPE = "message.timestamp.type";

    Topic(String name, Serde<K> keys, Serde<V> values, int partitions, Duration retention, boolean compacted) {
        this(name, keys, values, partitions, retention, compacted, Topics.MAX_RECORD_BYTES);
    }

    /** The topic's settings on the broker, by Kafka's names. */
    public Map<String, String> config() {
        Map<String, String> config = new TreeMap<>();
        config.put("retention.ms", Long.toString(retention.isNegative() ? -1 : retention.toMillis()));
        config.put("cleanup.policy", cleanupPolicy());
        config.put("max.message.bytes", Integer.toString(maxRecordBytes));
        config.put(TIMESTAMP_TYPE, "LogAppendTime");
        if (!retention.isNegative()) {
            // Segments are deleted whole: short ones, so that records go soon after their time.
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
