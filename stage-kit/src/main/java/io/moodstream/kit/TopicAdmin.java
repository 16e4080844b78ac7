package io.moodstream.kit;

import io.moodstream.schemas.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates and configures the pipeline's topics. */
public final class TopicAdmin implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);
    private static final String RETENTION = "retention.ms";
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long READY_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Admin admin;
    private final StageConfig stage;

    private TopicAdmin(Admin admin, StageConfig stage) {
        this.admin = admin;
        this.stage = stage;
    }

    /**
     * Connects to Kafka.
     *
     * @throws KafkaUnreachableException if no broker answers within 10 seconds
     */
    public static TopicAdmin connect(StageConfig stage, Settings settings) {
        Admin admin;
        try {
            admin = Admin.create(KafkaDefaults.admin(stage, settings));
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ConfigurationException(
                    "STAGE_BOOTSTRAP=" + stage.bootstrap() + " or a KAFKA_ setting: " + cause.getMessage());
        }
        TopicAdmin topics = new TopicAdmin(admin, stage);
        try {
            topics.get(admin.describeCluster().nodes());
            return topics;
        } catch (RuntimeException e) {
            topics.close();
            throw e;
        }
    }

    /**
     * Creates the topics that do not exist, calls {@link #stampOnWriting} for the others, then waits until every
     * partition has a leader: a producer that starts sooner can hang.
     *
     * @return the names of the topics that were created
     */
    public List<String> create(Collection<Topic<?, ?>> topics) {
        Set<String> existing = get(admin.listTopics().names());
        List<Topic<?, ?>> missing = topics.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
        missing.forEach(this::create);
        stampPresent(topics, existing);
        topics.forEach(this::awaitLeaders);
        return missing.stream().<String>map(Topic::name).toList();
    }

    private void create(Topic<?, ?> topic) {
        NewTopic wanted = new NewTopic(
                        topic.name(), Optional.of(topic.partitions()), Optional.of((short) stage.replication()))
                .configs(topic.config());
        try {
            get(admin.createTopics(List.of(wanted)).all());
        } catch (TopicExistsException e) {
            // Another process has created the topic in the meantime.
            return;
        }
    }

    private void stampPresent(Collection<Topic<?, ?>> topics, Set<String> existing) {
        try {
            stampOnWriting(topics.stream()
                    .filter(topic -> existing.contains(topic.name()))
                    .toList());
        } catch (AuthorizationException e) {
            LOG.warn(
                    "Cannot check {} of the topics ({}): if it is not LogAppendTime, records expire by capture time",
                    Topic.TIMESTAMP_TYPE,
                    e.getMessage());
        }
    }

    /**
     * Makes the broker stamp new records of topics that an older version created, which have capture times. Existing
     * records keep their timestamps.
     *
     * @param topics that exist
     * @return the names of the topics that were altered
     */
    public List<String> stampOnWriting(Collection<Topic<?, ?>> topics) {
        return topics.stream()
                .filter(this::stampOnWriting)
                .<String>map(Topic::name)
                .toList();
    }

    private boolean stampOnWriting(Topic<?, ?> topic) {
        String wanted = Objects.requireNonNull(topic.config().get(Topic.TIMESTAMP_TYPE));
        boolean differs = !wanted.equals(config(topic, Topic.TIMESTAMP_TYPE));
        if (differs) {
            alter(topic, Topic.TIMESTAMP_TYPE, wanted);
        }
        return differs;
    }

    private void awaitLeaders(Topic<?, ?> topic) {
        long deadline = System.nanoTime() + READY_WITHIN_NANOS;
        while (true) {
            try {
                int partitions = get(admin.describeTopics(List.of(topic.name()))
                                .topicNameValues()
                                .values()
                                .iterator()
                                .next())
                        .partitions()
                        .size();
                Map<TopicPartition, OffsetSpec> all = new HashMap<>();
                IntStream.range(0, partitions)
                        .forEach(p -> all.put(new TopicPartition(topic.name(), p), OffsetSpec.latest()));
                get(admin.listOffsets(all).all());
                return;
            } catch (org.apache.kafka.common.errors.RetriableException | KafkaUnreachableException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /**
     * Checks that a topic exists.
     *
     * @throws ConfigurationException if it does not exist
     */
    public void requirePresent(Topic<?, ?> topic) {
        if (!get(admin.listTopics().names()).contains(topic.name())) {
            throw new ConfigurationException("The topic " + topic.name() + " does not exist at " + stage.bootstrap()
                    + "; create it with `moodstream topics create`");
        }
    }

    /** Returns how long the broker keeps a topic's records; negative means for ever. */
    public Duration retention(Topic<?, ?> topic) {
        return Duration.ofMillis(Long.parseLong(config(topic, RETENTION)));
    }

    /** Makes the broker keep a topic's records at least this long. */
    public void keepAtLeast(Topic<?, ?> topic, Duration wanted) {
        Duration now = retention(topic);
        if (!now.isNegative() && now.compareTo(wanted) < 0) {
            alter(topic, RETENTION, Long.toString(wanted.toMillis()));
        }
    }

    private String config(Topic<?, ?> topic, String key) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        Config config = get(admin.describeConfigs(List.of(resource))
                .values()
                .values()
                .iterator()
                .next());
        return config.get(key).value();
    }

    private void alter(Topic<?, ?> topic, String key, String value) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        get(admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all());
    }

    /** Returns Kafka's admin client. */
    public Admin admin() {
        return admin;
    }

    private <T> T get(org.apache.kafka.common.KafkaFuture<T> future) {
        try {
            return future.get(15, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw new KafkaUnreachableException(stage.bootstrap(), e.getCause());
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new KafkaUnreachableException(stage.bootstrap(), e);
        } catch (TimeoutException e) {
            throw new KafkaUnreachableException(stage.bootstrap(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnreachableException(stage.bootstrap(), e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
