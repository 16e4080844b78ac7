package io.moodstream.dashboard.frames;

import io.moodstream.dashboard.http.Problem;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes frames. Never waits: while Kafka is away or slow it refuses at once, and what it has taken it gives up
 * after some seconds.
 */
@UsesKafka
public final class WebFramePublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebFramePublisher.class);
    private static final int MOST_UNACKNOWLEDGED = 24 * 1024 * 1024;
    private static final int BUFFER = 2 * MOST_UNACKNOWLEDGED; // so that there is always room in it
    private static final int SMALLEST = 16 * 1024; // what the producer takes of it for a record, at least
    private static final int MOST_BLOCKED = 3_000;
    private static final int ANSWER_WITHIN = 3_000;
    private static final int DELIVER_WITHIN = 5_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Semaphore room = new Semaphore(MOST_UNACKNOWLEDGED);
    private final Thread warming = new Thread(this::warmUp, "frames-producer-warm-up");
    private volatile boolean ready;
    private volatile boolean closed;

    private WebFramePublisher(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
        warming.setDaemon(true);
    }

    /** Connects; takes frames as soon as Kafka answers. */
    public static WebFramePublisher start(StageConfig stage, Settings settings) {
        Properties properties = KafkaDefaults.producer(stage, settings);
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, SMALLEST);
        properties.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER);
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, MOST_BLOCKED);
        properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN);
        properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVER_WITHIN);
        // Else the first frame after a quiet while would wait for where the partitions are.
        properties.putIfAbsent(
                ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(7).toMillis());
        var serializer = new ByteArraySerializer();
        WebFramePublisher publisher = new WebFramePublisher(new KafkaProducer<>(properties, serializer, serializer));
        publisher.warming.start();
        return publisher;
    }

    /**
     * Publishes one frame.
     *
     * @return where it is; fails with a {@link Problem} 503 if Kafka has not taken it
     */
    CompletableFuture<Position> publish(Frame frame, String key) {
        var record = record(frame, key);
        int bytes = Math.max(SMALLEST, record.value().length + 1024);
        if (!ready || !room.tryAcquire(bytes)) {
            return CompletableFuture.failedFuture(away("it does not answer"));
        }
        CompletableFuture<Position> position = new CompletableFuture<>();
        send(record, position);
        return position.whenComplete((done, failure) -> room.release(bytes));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears the same
    private void send(ProducerRecord<byte[], byte[]> record, CompletableFuture<Position> position) {
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    position.complete(new Position(metadata.partition(), metadata.offset()));
                } else {
                    position.completeExceptionally(away(String.valueOf(failure.getMessage())));
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            position.completeExceptionally(away(String.valueOf(e.getMessage())));
        }
    }

    private static ProducerRecord<byte[], byte[]> record(Frame frame, String key) {
        String topic = Topics.FRAMES.name();
        var record = new ProducerRecord<>(
                topic,
                null,
                frame.getCapturedAt().toEpochMilli(),
                key.getBytes(StandardCharsets.UTF_8),
                Topics.FRAMES.values().serializer().serialize(topic, frame));
        byte[] now = ByteBuffer.allocate(Long.BYTES)
                .putLong(System.currentTimeMillis())
                .array();
        record.headers().add(Topics.PUBLISHED_AT, now);
        return record;
    }

    private static Problem away(String why) {
        return Problem.of(503, "Kafka does not take frames now: " + why).with("retryAfter", 5);
    }

    /** Asks where the partitions are until Kafka says so; a send before that would wait. */
    private void warmUp() {
        while (!ready && !closed) {
            try {
                ready = !producer.partitionsFor(Topics.FRAMES.name()).isEmpty();
            } catch (KafkaException e) {
                LOG.debug("Kafka does not say yet where frames go", e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        producer.close(Duration.ofSeconds(2));
    }
}
