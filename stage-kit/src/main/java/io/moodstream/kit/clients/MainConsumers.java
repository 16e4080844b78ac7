package io.moodstream.kit.clients;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Makes the clients of Kafka Streams as it makes them itself, and remembers the consumer of each stream thread, which
 * knows how many records of its partitions still wait in Kafka.
 */
public final class MainConsumers implements KafkaClientSupplier {
    /**
     * What Kafka Streams appends to a stream thread's name. Did it name its consumers otherwise, none would be known here
     * and none would have more.
     */
    private static final String SUFFIX = "-consumer";

    /** The last one in a partition may be the marker of a transaction, which no poll returns. */
    private static final long MARKER = 1;

    private final Map<String, WeakReference<Consumer<?, ?>>> byThread = new ConcurrentHashMap<>();

    /**
     * Returns whether the calling stream thread has records to fetch of any of its partitions, as far as its last fetches
     * have told. It does not wait for Kafka.
     */
    public boolean haveMore() {
        WeakReference<Consumer<?, ?>> own = byThread.get(Thread.currentThread().getName());
        Consumer<?, ?> consumer = own == null ? null : own.get();
        return consumer != null
                && consumer.assignment().stream()
                        .anyMatch(partition -> consumer.currentLag(partition).orElse(0) > MARKER);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        Consumer<byte[], byte[]> consumer = consumer(config);
        String name = String.valueOf(config.get(ConsumerConfig.CLIENT_ID_CONFIG));
        if (name.endsWith(SUFFIX)) {
            byThread.put(name.substring(0, name.length() - SUFFIX.length()), new WeakReference<>(consumer));
        }
        return consumer;
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }
}
