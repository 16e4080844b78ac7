package io.moodstream.kit.clients;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Makes the clients of Kafka Streams, and remembers the consumer of each stream thread. It knows how many records of its
 * partitions still wait in Kafka, and which have been polled, so that the work on them can begin.
 *
 * @param <W> type of the work on a record
 */
public final class MainConsumers<W> extends PlainClients {
    /**
     * What Kafka Streams appends to a stream thread's name. Did it name its consumers otherwise, none would be known here
     * and none would have more.
     */
    private static final String SUFFIX = "-consumer";

    /** The last one in a partition may be the marker of a transaction, which no poll returns. */
    private static final long MARKER = 1;

    /** Of each partition; beside them are the record that is deserialized and the one that the processor has. */
    private static final int AHEAD = 14;

    /**
     * The most records, of all partitions of a process, whose work is begun ahead: their results wait in memory, and a process
     * with many partitions has no more of it.
     */
    private static final int AHEAD_IN_ALL = 128;

    private final Map<String, WeakReference<MainConsumer<W>>> byThread = new ConcurrentHashMap<>();

    /** The consumer of a stream thread. */
    private static final class MainConsumer<W> extends KafkaConsumer<byte[], byte[]> {
        private final PolledRecords<W> polled = new PolledRecords<>();

        MainConsumer(Map<String, Object> config) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
            polled.add(records, assignment());
            return records;
        }
    }

    /**
     * Returns whether the calling stream thread has records to fetch of any of its partitions, as far as its last fetches
     * have told. It does not wait for Kafka.
     */
    public boolean haveMore() {
        return own().map(consumer -> consumer.assignment().stream()
                        .anyMatch(partition -> consumer.currentLag(partition).orElse(0) > MARKER))
                .orElse(false);
    }

    /**
     * Begins the work on the record that the calling stream thread deserializes, unless that has begun, and on fourteen of
     * those behind it in its partition as far as they have been polled; fewer if the stage has more than nine partitions here.
     *
     * @param value the record's value, the very array
     * @param begin begins the work on a record; what it throws for one behind it comes again when it is that one's turn
     * @return the work on it; empty if no consumer made here has polled it
     */
    public Optional<W> begin(byte[] value, Function<ConsumerRecord<byte[], byte[]>, W> begin) {
        return own().flatMap(consumer -> consumer.polled.take(value, ahead(), begin));
    }

    /** Returns how often the calling stream thread has lost partitions, or its place in them: what it had of these is gone. */
    public int losses() {
        return own().map(consumer -> consumer.polled.losses()).orElse(0);
    }

    private int ahead() {
        int partitions = byThread.values().stream()
                .map(WeakReference::get)
                .filter(Objects::nonNull)
                .mapToInt(consumer -> consumer.polled.partitions())
                .sum();
        return Math.min(AHEAD, AHEAD_IN_ALL / Math.max(1, partitions));
    }

    private Optional<MainConsumer<W>> own() {
        return Optional.ofNullable(byThread.get(Thread.currentThread().getName()))
                .map(WeakReference::get);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        String name = String.valueOf(config.get(ConsumerConfig.CLIENT_ID_CONFIG));
        if (!name.endsWith(SUFFIX)) {
            return super.getConsumer(config);
        }
        MainConsumer<W> consumer = new MainConsumer<>(config);
        byThread.put(name.substring(0, name.length() - SUFFIX.length()), new WeakReference<>(consumer));
        return consumer;
    }
}
