package io.moodstream.kit;

import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * A stage ready to run: what it is called and what it does.
 *
 * @param name its application id, which is its module's name
 * @param topology its operators, all named
 * @param properties Kafka Streams' properties
 * @param metrics where it counts
 * @param resources closed after the streams have stopped: models and the like
 */
public record Stage(
        String name, Topology topology, Properties properties, StageMetrics metrics, AutoCloseable resources) {

    /** A builder that refuses operators and stores without a name. The only way to make one for which it really does. */
    public static StreamsBuilder builder(Properties properties) {
        return new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
    }
}
