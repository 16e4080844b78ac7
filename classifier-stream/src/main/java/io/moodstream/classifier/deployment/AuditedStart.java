package io.moodstream.classifier.deployment;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.KafkaUnreachableException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageFailedException;
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

    /** A start waits for this long at most, in milliseconds: for longer than brokers need to agree on a new leader. */
    private static final int WITHIN = 30_000;

    /**
     * Writes it, and waits until Kafka has it: a stage whose start is not written does not start.
     *
     * @throws KafkaUnreachableException if Kafka does not answer
     * @throws StageFailedException if Kafka does not allow it
     */
    public void write() {
        if (deployment.purpose().isEmpty()) {
            LOG.warn("What this deployment is for is not stated; set DEPLOYMENT_PURPOSE (see docs/privacy-and-law.md)");
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
        Properties properties = KafkaDefaults.producer(config, settings);
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, WITHIN);
        properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, WITHIN);
        properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, WITHIN / 2);
        try (var producer = new KafkaProducer<>(
                properties,
                Topics.AUDIT.keys().serializer(),
                Topics.AUDIT.values().serializer())) {
            producer.send(new ProducerRecord<>(Topics.AUDIT.name(), stage, entry))
                    .get();
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof TimeoutException
                    ? new KafkaUnreachableException(config.bootstrap(), e)
                    : new StageFailedException(stage, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnreachableException(config.bootstrap(), e);
        }
    }
}
