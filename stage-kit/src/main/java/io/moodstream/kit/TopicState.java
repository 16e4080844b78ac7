package io.moodstream.kit;

import java.util.Map;
import java.util.Optional;

/**
 * Holds a topic as it is on the broker.
 *
 * @param partitions its number of partitions
 * @param replicas the replicas of its partition that has fewest
 * @param config its settings as they are in force, by Kafka's names, the broker's defaults included; empty if they may
 *     not be read
 */
record TopicState(int partitions, int replicas, Map<String, String> config) {

    /** Copies the settings. */
    TopicState {
        config = Map.copyOf(config);
    }

    Optional<String> setting(String name) {
        return Optional.ofNullable(config.get(name));
    }

    Optional<Long> number(String name) {
        return setting(name).map(Long::valueOf);
    }
}
