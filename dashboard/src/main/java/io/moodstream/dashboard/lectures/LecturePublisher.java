package io.moodstream.dashboard.lectures;

import io.moodstream.dashboard.consents.ConsentWriter;
import io.moodstream.dashboard.deletion.Deletion;
import io.moodstream.dashboard.deletion.Hidden;
import io.moodstream.dashboard.deletion.LectureDeletion;
import io.moodstream.dashboard.deletion.Remover;
import io.moodstream.dashboard.deletion.UserErasure;
import io.moodstream.dashboard.http.Problem;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.KafkaFaults;
import io.moodstream.kit.KafkaUnreachableException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.Consent;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureSettings;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what teachers tell and decide about lectures, and what users agree to, to the topics. */
@UsesKafka
public final class LecturePublisher implements LectureWriter, ConsentWriter, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LecturePublisher.class);

    /** How long a teacher waits for it to be saved, in milliseconds. */
    private static final int WITHIN = 5_000;

    private final KafkaProducer<String, byte[]> producer;
    private final StageConfig stage;
    private final Settings settings;

    private LecturePublisher(KafkaProducer<String, byte[]> producer, StageConfig stage, Settings settings) {
        this.producer = producer;
        this.stage = stage;
        this.settings = settings;
    }

    /** Starts the publisher; Kafka need not be reachable yet. */
    public static LecturePublisher start(StageConfig stage, Settings settings) {
        Properties properties = KafkaDefaults.producer(stage, settings);
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, WITHIN);
        properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, WITHIN / 2);
        properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, WITHIN);
        KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        return new LecturePublisher(producer, stage, settings);
    }

    @Override
    public void publish(LectureEvent event) {
        publish(Topics.LECTURE_EVENTS, event.getLectureId(), event);
    }

    @Override
    public void publish(Consent consent) {
        publish(Topics.CONSENTS, consent.getUserId(), consent);
    }

    @Override
    public LectureSettings renew(String lecture) {
        Properties properties = KafkaDefaults.consumer(stage, settings);
        properties.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, WITHIN);
        properties.putIfAbsent(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, WITHIN / 2);
        try (TopicReader reader = new TopicReader(properties)) {
            LectureSettings renewed;
            do { // once more if it was deleted meanwhile
                renewed = new LectureSettings(
                        lecture,
                        UUID.randomUUID().toString(),
                        deletedAt(reader, lecture).orElse(null));
                publish(Topics.LECTURE_SETTINGS, lecture, renewed);
            } while (!Optional.ofNullable(renewed.getDeletedAt()).equals(deletedAt(reader, lecture)));
            return renewed;
        } catch (KafkaException e) {
            throw unavailable(Topics.LECTURE_SETTINGS.name(), lecture, e);
        }
    }

    /** Returns when a lecture was last deleted, as the topic has it: what a dashboard has heard may be older. */
    private static Optional<Instant> deletedAt(TopicReader reader, String lecture) {
        List<Instant> deletions = new ArrayList<>();
        reader.start(List.of(Topics.LECTURE_SETTINGS), List.of());
        reader.readWhile(
                record -> {
                    if (record.value() != null && TopicReader.key(record).equals(lecture)) {
                        Instant at = TopicReader.value(Topics.LECTURE_SETTINGS, record)
                                .getDeletedAt();
                        Optional.ofNullable(at).ifPresent(deletions::add);
                    }
                    return true;
                },
                Duration.ofMillis(WITHIN));
        return deletions.stream().max(Comparator.naturalOrder());
    }

    private <V> void publish(Topic<String, V> topic, String key, V value) {
        byte[] bytes = topic.values().serializer().serialize(topic.name(), value);
        try {
            producer.send(new ProducerRecord<>(topic.name(), key, bytes)).get();
        } catch (ExecutionException | KafkaException e) {
            throw unavailable(topic.name(), key, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(503, "The server is stopping");
        }
    }

    @Override
    public Hidden hide(String lecture) {
        try (LectureDeletion deletion = LectureDeletion.connect(stage, settings)) {
            return deletion.hide(lecture);
        } catch (KafkaUnreachableException | ConfigurationException | KafkaException e) {
            throw unavailable(Topics.LECTURE_SETTINGS.name(), lecture, e);
        }
    }

    @Override
    public void remove(Hidden hidden, Consumer<Deletion> progress) {
        try (LectureDeletion deletion = LectureDeletion.connect(stage, settings)) {
            deletion.remove(hidden, progress);
        }
    }

    @Override
    public Remover users() {
        return new Remover() {
            @Override
            public Hidden hide(String user) {
                try (UserErasure erasure = UserErasure.connect(stage, settings)) {
                    return erasure.hide(user);
                } catch (KafkaUnreachableException | ConfigurationException | KafkaException e) {
                    throw unavailable(Topics.ERASURES.name(), user, e);
                }
            }

            @Override
            public void remove(Hidden hidden, Consumer<Deletion> progress) {
                try (UserErasure erasure = UserErasure.connect(stage, settings)) {
                    erasure.remove(hidden, progress);
                }
            }
        };
    }

    private static Problem unavailable(String topic, String name, Exception e) {
        Optional<String> lasting =
                e instanceof ConfigurationException ? Optional.ofNullable(e.getMessage()) : KafkaFaults.sentence(e);
        LOG.warn("Could not write to {} about {}: {}", topic, name, lasting.orElseGet(e::toString));
        if (lasting.isPresent()) {
            return Problem.of(503, "Kafka does not let this server do that; its log says what is missing");
        }
        return Problem.of(503, "This cannot be saved at the moment; try again in a few seconds")
                .with("retryAfter", 5);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
