package io.moodstream.kit.clients;

import io.moodstream.schemas.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Kafka how many partitions topics have, as a topology needs it whose internal topics go with them. */
public final class PartitionCounts implements ToIntFunction<Topic<?, ?>> {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionCounts.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<Admin> admins;
    private final Runnable requireWanted;
    private final DescribeTopicsOptions options;

    /**
     * @param admins makes a client of Kafka, which is closed
     * @param requireWanted is asked while Kafka is away, and throws when nobody waits any longer
     */
    public PartitionCounts(Supplier<Admin> admins, Runnable requireWanted) {
        this(admins, requireWanted, PATIENCE);
    }

    /** Asks anew when this time has passed. */
    PartitionCounts(Supplier<Admin> admins, Runnable requireWanted, Duration patience) {
        this.options = new DescribeTopicsOptions().timeoutMs(Math.toIntExact(patience.toMillis()));
        this.admins = admins;
        this.requireWanted = requireWanted;
    }

    /** Returns how many partitions a topic has; if it does not exist, how many it is created with. Waits for Kafka. */
    @Override
    public int applyAsInt(Topic<?, ?> topic) {
        try (Admin admin = admins.get()) {
            while (true) {
                requireWanted.run();
                try {
                    return Objects.requireNonNull(admin.describeTopics(List.of(topic.name()), options)
                                    .allTopicNames()
                                    .get()
                                    .get(topic.name()))
                            .partitions()
                            .size();
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                        return topic.partitions();
                    }
                    if (!(e.getCause() instanceof RetriableException)) {
                        throw new KafkaException(
                                "Cannot read how many partitions " + topic.name() + " has", e.getCause());
                    }
                    LOG.warn(
                            "Kafka does not say how many partitions {} has: {}",
                            topic.name(),
                            e.getCause().getMessage());
                }
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
