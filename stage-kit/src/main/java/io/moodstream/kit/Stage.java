package io.moodstream.kit;

import io.moodstream.kit.clients.PlainClients;
import io.moodstream.schemas.Topic;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * Describes a stage that is ready to run.
 *
 * @param name its application id, which is its module's name
 * @param topologies makes its operators, each with a name, from the number of partitions of each topic
 * @param properties Kafka Streams' properties
 * @param metrics its metrics
 * @param clients makes its clients of Kafka
 * @param resources resources such as models, closed after the streams have stopped
 * @param beforeStart what must have succeeded before a record is processed, when Kafka can be reached; while it waits, it
 *     asks what it is given, which throws when the start is no longer wanted
 */
public record Stage(
        String name,
        Function<ToIntFunction<Topic<?, ?>>, Topology> topologies,
        Properties properties,
        StageMetrics metrics,
        KafkaClientSupplier clients,
        AutoCloseable resources,
        Consumer<Runnable> beforeStart) {

    /** Describes a stage that starts at once. */
    public Stage(String name, Topology topology, Properties properties, StageMetrics metrics, AutoCloseable resources) {
        this(name, partitions -> topology, properties, metrics, resources);
    }

    /** Describes a stage that starts at once, and whose internal topics go with other topics. */
    public Stage(
            String name,
            Function<ToIntFunction<Topic<?, ?>>, Topology> topologies,
            Properties properties,
            StageMetrics metrics,
            AutoCloseable resources) {
        this(name, topologies, properties, metrics, new PlainClients(), resources, requireWanted -> {});
    }

    /** Describes a stage with Kafka's usual clients. */
    public Stage(
            String name,
            Topology topology,
            Properties properties,
            StageMetrics metrics,
            AutoCloseable resources,
            Consumer<Runnable> beforeStart) {
        this(name, partitions -> topology, properties, metrics, new PlainClients(), resources, beforeStart);
    }

    /** Returns the same stage with these clients. */
    public Stage withClients(KafkaClientSupplier others) {
        return new Stage(name, topologies, properties, metrics, others, resources, beforeStart);
    }

    /** Returns its operators for topics with as many partitions as they are created with. */
    public Topology topology() {
        return topologies.apply(Topic::partitions);
    }

    /**
     * Returns a builder that refuses operators and stores without a name. Kafka checks the names only if the builder
     * gets the properties here, in its constructor.
     */
    public static StreamsBuilder builder(Properties properties) {
        return new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
    }
}
