package io.moodstream.dashboard.frames;

import io.moodstream.dashboard.http.Problem;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads single pictures back from the topic photos, one after another. Connects on the first request. */
@UsesKafka
public final class FrameReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FrameReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_WAITING = 64;

    private final Properties properties;
    private final ThreadPoolExecutor thread = Threads.pool("frame-reader", 1, MOST_WAITING);
    private @Nullable TopicReader frames;

    public FrameReader(StageConfig stage, Settings settings) {
        this.properties = KafkaDefaults.consumer(stage, settings);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        // Fetches only the requested record: a broker always sends the first record completely.
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    }

    /**
     * Reads the frame at a position.
     *
     * @return the frame; none if its retention is over; fails with a {@link Problem} 503 if Kafka is not reachable
     */
    public CompletableFuture<Optional<Frame>> read(Position position) {
        try {
            return CompletableFuture.supplyAsync(() -> readNow(position), thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    Problem.of(503, "Too many pictures are requested at the moment; try again in a second")
                            .with("retryAfter", 1));
        }
    }

    private Optional<Frame> readNow(Position position) {
        TopicReader reader = connected();
        try {
            reader.startAt(new TopicPartition(Topics.PHOTOS.name(), position.partition()), position.offset());
            return poll(reader, position.offset());
        } catch (InvalidOffsetException e) {
            return Optional.empty();
        } catch (KafkaException e) {
            LOG.warn("Could not read the frame at {} from Kafka: {}", position, e.toString());
            throw notReadable();
        } finally {
            reader.stop();
        }
    }

    private static Optional<Frame> poll(TopicReader reader, long offset) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            for (var record : reader.poll(Duration.ofMillis(100))) {
                return record.offset() == offset
                        ? Optional.of(TopicReader.value(Topics.PHOTOS, record))
                        : Optional.empty();
            }
        }
        LOG.warn("Could not read the frame at offset {} from Kafka within {} s", offset, PATIENCE.toSeconds());
        throw notReadable();
    }

    private static Problem notReadable() {
        return Problem.of(503, "The picture cannot be loaded at the moment; try again in a few seconds")
                .with("retryAfter", 5);
    }

    private TopicReader connected() {
        if (frames == null) {
            frames = new TopicReader(properties);
        }
        return frames;
    }

    /** Finishes the current read and discards the waiting ones. */
    @Override
    public void close() {
        thread.shutdown();
        thread.getQueue().clear();
        try {
            boolean ended = thread.awaitTermination(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (ended && frames != null) {
                frames.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
