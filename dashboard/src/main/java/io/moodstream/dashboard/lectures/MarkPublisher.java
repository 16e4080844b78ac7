package io.moodstream.dashboard.lectures;

import io.moodstream.dashboard.http.Problem;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes teachers' notes to the topic lecture-events. */
@UsesKafka
public final class MarkPublisher implements Marks, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MarkPublisher.class);

    /** How long a teacher waits for the note to be saved, in milliseconds. */
    private static final int WITHIN = 5_000;

    private final KafkaProducer<String, LectureEvent> producer;

    private MarkPublisher(KafkaProducer<String, LectureEvent> producer) {
        this.producer = producer;
    }

    /** Starts the publisher; Kafka need not be reachable yet. */
    public static MarkPublisher start(StageConfig stage, Settings settings) {
        Properties properties = KafkaDefaults.producer(stage, settings);
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, WITHIN);
        properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, WITHIN / 2);
        properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, WITHIN);
        return new MarkPublisher(new KafkaProducer<>(
                properties,
                Topics.LECTURE_EVENTS.keys().serializer(),
                Topics.LECTURE_EVENTS.values().serializer()));
    }

    @Override
    public void publish(LectureEvent mark) {
        try {
            producer.send(new ProducerRecord<>(Topics.LECTURE_EVENTS.name(), mark.getLectureId(), mark))
                    .get();
        } catch (ExecutionException | KafkaException e) {
            LOG.warn("Could not publish a note of the lecture {}: {}", mark.getLectureId(), e.toString());
            throw Problem.of(503, "The note cannot be saved at the moment; try again in a few seconds")
                    .with("retryAfter", 5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(503, "The server is stopping");
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
