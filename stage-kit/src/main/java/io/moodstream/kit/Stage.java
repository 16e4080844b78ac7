package io.moodstream.kit;

import io.moodstream.kit.clients.PlainClients;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * Describes a stage that is ready to run.
 *
 * @param name its application id, which is its module's name
 * @param topology its operators, each with a name, for topics as they are created
 * @param topologyAtStart makes its operators for the topics that there are, when Kafka can be reached; while it waits, it
 *     asks what it is given, which throws when the start is no longer wanted
 * @param properties Kafka Streams' properties
 * @param metrics its metrics
 * @param clients makes its clients of Kafka
 * @param resources resources such as models, closed after the streams have stopped
 * @param beforeStart what must have succeeded before a record is processed, when Kafka can be reached; while it waits, it
 *     asks what it is given, which throws when the start is no longer wanted
 */
public record Stage(
        String name,
        Topology topology,
        Function<Runnable, Topology> topologyAtStart,
        Properties properties,
        StageMetrics metrics,
        KafkaClientSupplier clients,
        AutoCloseable resources,
        Consumer<Runnable> beforeStart) {

    /** Describes a stage that starts at once. */
    public Stage(String name, Topology topology, Properties properties, StageMetrics metrics, AutoCloseable resources) {
        this(name, topology, properties, metrics, resources, requireWanted -> {});
    }

    /** Describes a stage with Kafka's usual clients. */
    public Stage(
            String name,
            Topology topology,
            Properties properties,
            StageMetrics metrics,
            AutoCloseable resources,
            Consumer<Runnable> beforeStart) {
        this(
                name,
                topology,
                requireWanted -> topology,
                properties,
                metrics,
                new PlainClients(),
                resources,
                beforeStart);
    }

    /** Returns the same stage with these clients. */
    public Stage withClients(KafkaClientSupplier others) {
        return new Stage(name, topology, topologyAtStart, properties, metrics, others, resources, beforeStart);
    }

    /** Returns the same stage with operators that depend on the topics that there are. */
    public Stage withTopologyAtStart(Function<Runnable, Topology> other) {
        return new Stage(name, topology, other, properties, metrics, clients, resources, beforeStart);
    }

    /**
     * Returns a builder that refuses operators and stores without a name. Kafka checks the names only if the builder
     * gets the properties here, in its constructor.
     */
    public static StreamsBuilder builder(Properties properties) {
        return new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
    }
}
