package io.moodstream.testing;

import java.util.Properties;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/** Runs topologies without a broker. */
public final class Topologies {
    private Topologies() {}

    /**
     * Returns a driver with the stage's own properties, which therefore handles bad records as the stage does.
     *
     * @param topology what to run
     * @param properties the stage's properties
     */
    public static TopologyTestDriver drive(Topology topology, Properties properties) {
        return new TopologyTestDriver(topology, properties);
    }
}
