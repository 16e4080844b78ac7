package io.moodstream.dashboard.frames;

import io.moodstream.dashboard.http.Problem;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.RefusedRecord;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.SourceRun;
import io.moodstream.kit.topics.SourceRuns;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes frames without ever blocking. While Kafka is unreachable or slow it refuses frames at once, and it gives up
 * on accepted ones after some seconds.
 */
@UsesKafka
public final class WebFramePublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebFramePublisher.class);
    private static final int MOST_UNACKNOWLEDGED = 24 * 1024 * 1024;
    private static final int BUFFER =
            2 * MOST_UNACKNOWLEDGED; // so that it never runs full; signals and statuses are small
    private static final int SMALLEST = 16 * 1024; // the least that the producer allocates for a record
    private static final int NEVER_BLOCKED = 0; // without metadata or room a send fails at once
    private static final long WARM_UP_MILLIS = 50;
    private static final int ANSWER_WITHIN = 3_000;
    private static final int DELIVER_WITHIN = 5_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final SourceRuns runs;
    private final Semaphore room = new Semaphore(MOST_UNACKNOWLEDGED);
    private final Thread warming = new Thread(this::warmUp, "frames-producer-warm-up");
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile boolean ready;
    private volatile boolean closed;

    private WebFramePublisher(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
        this.runs = SourceRuns.start(producer);
        warming.setDaemon(true);
    }

    /** Connects to Kafka; accepts frames as soon as it responds. */
    public static WebFramePublisher start(StageConfig stage, Settings settings) {
        Properties properties = KafkaDefaults.producer(stage, settings);
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, SMALLEST);
        properties.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER);
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, NEVER_BLOCKED);
        properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN);
        properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVER_WITHIN);
        // Otherwise the first frame after a quiet period would wait for the topic's metadata.
        properties.putIfAbsent(
                ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(7).toMillis());
        var serializer = new ByteArraySerializer();
        WebFramePublisher publisher = new WebFramePublisher(new KafkaProducer<>(properties, serializer, serializer));
        publisher.warming.start();
        return publisher;
    }

    /** Returns the runs of the sources whose frames are published here. */
    public SourceRuns runs() {
        return runs;
    }

    /**
     * Publishes one frame, after a signal if its source does not send yet or is paused. The caller holds the source's
     * lock, so that both stay in order.
     *
     * @return the position of its record; fails with a {@link Problem} 503 if it could not be published
     */
    CompletableFuture<Position> publish(Frame frame, Source source) {
        var record = record(frame);
        int bytes = Math.max(SMALLEST, record.value().length + 1024);
        if (!ready || !room.tryAcquire(bytes)) { // a send, of a signal too, might block
            source.dropped("unreachable");
            return CompletableFuture.failedFuture(unreachable("it does not respond"));
        }
        Optional<SourceRun> run = source.run();
        run.ifPresent(begun -> begun.sending(frame.getSequence(), frame.getCapturedAt()));
        CompletableFuture<Position> position = new CompletableFuture<>();
        send(record, position);
        return position.whenComplete((done, failure) -> {
            room.release(bytes);
            run.ifPresent(begun -> note(begun, frame.getSequence(), failure == null));
        });
    }

    private static void note(SourceRun run, long sequence, boolean stored) {
        if (stored) {
            run.stored(sequence);
        } else {
            run.lost();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback receives the same result
    private void send(ProducerRecord<byte[], byte[]> record, CompletableFuture<Position> position) {
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    reachable();
                    position.complete(new Position(metadata.partition(), metadata.offset()));
                } else {
                    position.completeExceptionally(unreachable(
                            RefusedRecord.explained(record.topic(), failure).toString()));
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            position.completeExceptionally(unreachable(e.toString()));
        }
    }

    private static ProducerRecord<byte[], byte[]> record(Frame frame) {
        String topic = topic(frame).name();
        var record = new ProducerRecord<>(
                topic,
                null,
                frame.getCapturedAt().toEpochMilli(),
                Keys.source(frame.getLectureId(), frame.getSourceId()).getBytes(StandardCharsets.UTF_8),
                Topics.FRAMES.values().serializer().serialize(topic, frame));
        byte[] now = ByteBuffer.allocate(Long.BYTES)
                .putLong(System.currentTimeMillis())
                .array();
        record.headers().add(Topics.PUBLISHED_AT, now);
        return record;
    }

    /** Returns the topic of a frame: single pictures do not wait behind those of a class. */
    private static Topic<String, Frame> topic(Frame frame) {
        return frame.getLectureId().equals(Keys.PHOTOS) ? Topics.PHOTOS : Topics.FRAMES;
    }

    /** Logs the first failure for operators, and returns a problem for the sender. */
    private Problem unreachable(String why) {
        if (failing.compareAndSet(false, true)) {
            LOG.warn("Kafka does not accept frames from the web; senders get a 503 until it does: {}", why);
        }
        return Problem.of(503, "The class server is not reachable at the moment; try again in a few seconds")
                .with("retryAfter", 5);
    }

    private void reachable() {
        if (failing.compareAndSet(true, false)) {
            LOG.info("Kafka accepts frames from the web again");
        }
    }

    /** Fetches the topics' metadata until Kafka responds; a send before that would fail. */
    private void warmUp() {
        try {
            await(Topics.FRAMES.name());
            await(Topics.PHOTOS.name());
            ready = !closed;
            await(Topics.SOURCES.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(String topic) throws InterruptedException {
        while (!closed && !isKnown(topic)) {
            Thread.sleep(WARM_UP_MILLIS);
        }
    }

    private boolean isKnown(String topic) {
        try {
            return !producer.partitionsFor(topic).isEmpty();
        } catch (KafkaException e) {
            LOG.debug("Could not fetch the metadata of the topic {} yet", topic, e);
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        runs.close();
        producer.close(Duration.ofSeconds(2));
    }
}
