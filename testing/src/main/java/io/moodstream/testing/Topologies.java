package io.moodstream.testing;

import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;

/** Runs topologies without a broker. */
public final class Topologies {
    private Topologies() {}

    /** As {@link #drive(Topology, Properties, Instant)}, with the present time. */
    public static TopologyTestDriver drive(Topology topology, Properties properties) {
        return drive(topology, properties, Instant.now());
    }

    /**
     * Returns a driver with the stage's own properties, which therefore handles bad records as the stage does. Its
     * stores are in memory.
     *
     * @param topology what to run
     * @param properties the stage's properties
     * @param now what the wall clock shows at first
     */
    public static TopologyTestDriver drive(Topology topology, Properties properties, Instant now) {
        Properties own = new Properties();
        own.putAll(properties);
        // A driver commits after each record, and would wait for the disk each time.
        own.put(
                StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
        // There is no broker on which more might wait; else it is asked, and told, for each partition and record.
        own.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        return new TopologyTestDriver(topology, own, now);
    }
}
