package io.moodstream.kit;

import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long READY_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Admin admin;
    private final StageConfig stage;
    private final Set<String> warned = new HashSet<>();

    TopicAdmin(Admin admin, StageConfig stage) {
        this.admin = admin;
        this.stage = stage;
    }

    /**
     * Connects to Kafka.
     *
     * @throws KafkaUnreachableException if no broker answers within 10 seconds, or none of their names can be resolved
     * @throws ConfigurationException if a setting is wrong
     * @throws org.apache.kafka.common.errors.AuthenticationException if Kafka refuses the password or the certificate
     */
    public static TopicAdmin connect(StageConfig stage, Settings settings) {
        Admin admin;
        try {
            admin = Admin.create(KafkaDefaults.admin(stage, settings));
        } catch (KafkaException e) {
            if (KafkaFaults.isUnknownHost(e)) { // it may be found later, as a broker may come back
                throw KafkaUnreachableException.at(stage.bootstrap(), e);
            }
            throw new ConfigurationException("STAGE_BOOTSTRAP=" + stage.bootstrap()
                    + ", a KAFKA_ setting or the file of STAGE_KAFKA_FILE: " + KafkaFaults.causes(e));
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
     * Creates the topics that do not exist, calls {@link #stampOnWriting} for the others, warns of every difference
     * from what is needed, then waits until every partition has a leader: a producer that starts sooner can hang. A
     * missing topic gets as many partitions as those that must have the same number.
     *
     * @return the names of the topics that were created
     * @throws ConfigurationException if a topic that exists would break a promise, naming each topic and setting
     */
    public List<String> create(Collection<Topic<?, ?>> topics) {
        Set<String> existing = get(admin.listTopics().names());
        stampOnWriting(
                topics.stream().filter(topic -> existing.contains(topic.name())).toList());
        requireFit(topics);
        Map<String, TopicState> together = states(Stream.of(Topics.OF_SOURCES, Topics.OF_LECTURES)
                .flatMap(List::stream)
                .toList());
        List<Topic<?, ?>> missing = topics.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
        missing.forEach(topic -> create(TopicComparison.beside(together, topic)));
        topics.forEach(this::awaitLeaders);
        return missing.stream().<String>map(Topic::name).toList();
    }

    /**
     * Warns of every difference between topics that exist and what is needed of them, but for those that the demo makes
     * on purpose.
     *
     * @throws ConfigurationException if a difference would break a promise, naming each topic and setting
     */
    public void requireFit(Collection<Topic<?, ?>> topics) {
        List<TopicDifference> differences = differences(topics);
        requireNoneRefused(differences);
        differences.stream()
                .filter(difference -> !difference.isOfDemo())
                .forEach(difference -> LOG.warn("{}", difference.sentence()));
    }

    /**
     * Checks that no difference would break a promise.
     *
     * @throws ConfigurationException if one would, naming each topic and setting
     */
    public static void requireNoneRefused(Collection<TopicDifference> differences) {
        List<String> refused = differences.stream()
                .filter(TopicDifference::refused)
                .map(TopicDifference::sentence)
                .toList();
        if (!refused.isEmpty()) {
            List<String> faults = new ArrayList<>(refused);
            faults.add(
                    "`moodstream topics create --repair`, with the same --partitions if any, mends what Kafka allows and says how to mend the rest");
            throw new ConfigurationException(faults);
        }
    }

    /** Returns in what topics that exist differ from what is needed of them; missing ones do not. */
    public List<TopicDifference> differences(Collection<Topic<?, ?>> topics) {
        return differences(topics, OptionalInt.empty());
    }

    /**
     * Returns in what topics that exist differ from what is needed of them.
     *
     * @param partitions what the operator asks for, of the topics that sources' frames go through; if empty, any number
     */
    public List<TopicDifference> differences(Collection<Topic<?, ?>> topics, OptionalInt partitions) {
        Collection<Topic<?, ?>> all = TopicComparison.withCoPartitioned(topics);
        return TopicComparison.of(all, states(all), stage.replication(), partitions);
    }

    /** Returns the topics of these that exist, by name, in the order of the topics. */
    private Map<String, TopicState> states(Collection<Topic<?, ?>> topics) {
        Set<String> existing = get(admin.listTopics().names());
        List<String> names = topics.stream()
                .<String>map(Topic::name)
                .filter(existing::contains)
                .toList();
        Map<String, Map<String, String>> configs = configs(names);
        Map<String, TopicState> states = new LinkedHashMap<>();
        get(admin.describeTopics(names).allTopicNames())
                .forEach((name, topic) -> states.put(
                        name,
                        new TopicState(
                                topic.partitions().size(),
                                topic.partitions().stream()
                                        .mapToInt(partition ->
                                                partition.replicas().size())
                                        .min()
                                        .orElse(0),
                                configs.getOrDefault(name, Map.of()))));
        return states;
    }

    private Map<String, Map<String, String>> configs(List<String> names) {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, Map<String, String>> configs = new HashMap<>();
        try {
            get(admin.describeConfigs(resources).all())
                    .forEach((resource, config) -> configs.put(
                            resource.name(),
                            config.entries().stream()
                                    .filter(entry -> entry.value() != null)
                                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value))));
        } catch (AuthorizationException e) {
            warnOnce("The settings of the topics may not be read, and are not checked (" + e.getMessage() + ")");
        }
        return configs;
    }

    /**
     * Returns how many partitions a topic has.
     *
     * @throws org.apache.kafka.common.errors.UnknownTopicOrPartitionException if it does not exist
     */
    public int partitions(Topic<?, ?> topic) {
        return Objects.requireNonNull(
                        get(admin.describeTopics(List.of(topic.name())).allTopicNames())
                                .get(topic.name()))
                .partitions()
                .size();
    }

    private void warnOnce(String message) {
        if (warned.add(message)) {
            LOG.warn("{}", message);
        }
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
        } catch (AuthorizationException e) {
            throw new ConfigurationException("The topic " + topic.name() + " does not exist at " + stage.bootstrap()
                    + " or may not be seen by this user (DESCRIBE), and this user may not create it (CREATE): let somebody"
                    + " who may run `moodstream topics create --acls`, which creates it and grants this part what it"
                    + " needs");
        }
    }

    /**
     * Makes the broker stamp new records of topics that an older version created, which have capture times. Existing
     * records keep their timestamps. Without the right to read or change settings it warns.
     *
     * @param topics that exist
     * @return the names of the topics that were altered
     */
    public List<String> stampOnWriting(Collection<Topic<?, ?>> topics) {
        List<String> altered = new ArrayList<>();
        try {
            for (Topic<?, ?> topic : topics) {
                if (stampOnWriting(topic)) {
                    altered.add(topic.name());
                }
            }
        } catch (AuthorizationException e) {
            warnOnce("Cannot check " + Topic.TIMESTAMP_TYPE + " of the topics (" + e.getMessage()
                    + "): if it is not LogAppendTime, records expire by capture time");
        }
        return altered;
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
     * Checks that a topic exists and that this user may see it; Kafka does not tell the one from the other.
     *
     * @throws ConfigurationException if not
     */
    public void requirePresent(Topic<?, ?> topic) {
        if (!get(admin.listTopics().names()).contains(topic.name())) {
            throw new ConfigurationException("The topic " + topic.name() + " does not exist at " + stage.bootstrap()
                    + ", or this user may not see it; create it with `moodstream topics create`, with --acls if Kafka has"
                    + " access rules");
        }
    }

    /** Returns how long the broker keeps a topic's records; negative means for ever. */
    public Duration retention(Topic<?, ?> topic) {
        return Duration.ofMillis(Long.parseLong(config(topic, TopicComparison.RETENTION)));
    }

    /** Makes the broker keep a topic's records at least this long, if the topic exists. */
    public void keepAtLeast(Topic<?, ?> topic, Duration wanted) {
        if (!get(admin.listTopics().names()).contains(topic.name())) {
            return;
        }
        Duration now = retention(topic);
        if (!now.isNegative() && now.compareTo(wanted) < 0) {
            alter(topic, TopicComparison.RETENTION, Long.toString(wanted.toMillis()));
        }
    }

    private String config(Topic<?, ?> topic, String key) {
        return config(topic.name(), key);
    }

    private String config(String topic, String key) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = get(admin.describeConfigs(List.of(resource))
                .values()
                .values()
                .iterator()
                .next());
        return config.get(key).value();
    }

    private void alter(Topic<?, ?> topic, String key, String value) {
        alter(topic.name(), key, value);
    }

    /** Changes a setting of a topic, and waits a while until brokers say so: they learn it later than the controller. */
    void alter(String topic, String key, String value) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        get(admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all());
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!value.equals(config(topic, key)) && System.nanoTime() < until) {
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    /** Returns Kafka's admin client. */
    public Admin admin() {
        return admin;
    }

    /** Waits for Kafka's answer; see {@link KafkaFaults#get}. */
    public <T> T get(Future<T> answer) {
        return KafkaFaults.get(answer, PATIENCE, stage.bootstrap());
    }

    @Override
    public void close() {
        admin.close();
    }
}
