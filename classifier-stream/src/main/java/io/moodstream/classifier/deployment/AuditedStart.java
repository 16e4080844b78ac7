package io.moodstream.classifier.deployment;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.KafkaFaults;
import io.moodstream.kit.KafkaUnreachableException;
import io.moodstream.kit.KafkaWait;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageFailedException;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.AuditEntry;
import io.moodstream.schemas.Topics;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a start of a stage that classifies to the topic {@code audit}.
 *
 * @param stage the stage's name
 * @param deployment what it is for
 * @param model id of the model
 * @param version moodstream's version
 * @param settings Kafka's address and properties
 */
@UsesKafka
public record AuditedStart(String stage, DeploymentConfig deployment, String model, String version, Settings settings) {
    private static final Logger LOG = LoggerFactory.getLogger(AuditedStart.class);

    /** A try takes this long at most, in milliseconds: longer than brokers need to agree on a new leader. */
    private static final int WITHIN = 30_000;

    /**
     * Writes it, and waits until Kafka has it, for up to STAGE_KAFKA_WAIT: a stage whose start is not written does not start.
     *
     * @param requireWanted is asked while it waits, and throws what ends the wait
     * @throws KafkaUnreachableException if Kafka does not answer
     * @throws ConfigurationException if the topic is missing
     * @throws StageFailedException if Kafka does not allow it, or the topic takes nothing
     */
    public void write(Runnable requireWanted) {
        if (deployment.purpose().isEmpty()) {
            LOG.warn(
                    "What this deployment is for is not stated; set DEPLOYMENT_PURPOSE, for example to research (see docs/privacy-and-law.md)");
        }
        StageConfig config = settings.bind(StageConfig.class);
        AuditEntry entry = new AuditEntry(
                stage,
                config.instance().orElse(""),
                Instant.ofEpochMilli(System.currentTimeMillis()),
                deployment.purposeText(),
                deployment.regionText(),
                deployment.exemption().orElse(""),
                model,
                version);
        try {
            // Again if it is not known whether Kafka has it: two entries of one start, with one time, do no harm.
            KafkaWait.untilDone(settings, () -> publish(config, entry), requireWanted);
        } catch (TimeoutException e) {
            throw new StageFailedException(stage, e);
        }
    }

    private void publish(StageConfig config, AuditEntry entry) {
        Properties properties = KafkaDefaults.producer(config, settings);
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, WITHIN);
        limit(properties);
        try (var producer = new KafkaProducer<>(
                properties,
                Topics.AUDIT.keys().serializer(),
                Topics.AUDIT.values().serializer())) {
            producer.send(new ProducerRecord<>(Topics.AUDIT.name(), stage, entry))
                    .get();
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            if (KafkaFaults.isUnknownHost(cause)) {
                throw KafkaUnreachableException.at(config.bootstrap(), cause);
            }
            if (cause instanceof RetriableException) {
                throw notWritten(config, cause);
            }
            throw new StageFailedException(stage, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaUnreachableException.at(config.bootstrap(), e);
        }
    }

    /** Limits the time of delivery. Kafka refuses one that is shorter than a request and its linger, which users set. */
    static void limit(Properties properties) {
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, WITHIN / 2);
        long least = number(properties, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG)
                + number(properties, ProducerConfig.LINGER_MS_CONFIG);
        properties.putIfAbsent(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) Math.min(Integer.MAX_VALUE, Math.max(WITHIN, least)));
    }

    private static long number(Properties properties, String key) {
        return Long.parseLong(String.valueOf(properties.get(key)).strip());
    }

    /** Says why the topic does not take a record although brokers answer; if none does, it says that. */
    private TimeoutException notWritten(StageConfig config, Throwable cause) {
        try (TopicAdmin topics = TopicAdmin.connect(config, settings)) {
            topics.requirePresent(Topics.AUDIT);
        }
        return new TimeoutException("This start cannot be written to the topic " + Topics.AUDIT.name() + " at "
                + config.bootstrap() + " (" + cause.getMessage()
                + "): it may have fewer replicas in sync than its min.insync.replicas asks for, or no leader");
    }
}
