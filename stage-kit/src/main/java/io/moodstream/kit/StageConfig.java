package io.moodstream.kit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What every stage has beside its own settings. Read from STAGE_*; each stage's process has its own environment.
 *
 * @param bootstrap Kafka's address
 * @param threads stream threads
 * @param stateDir where Kafka Streams keeps its stores
 * @param instance a name of this instance that survives its restarts
 * @param commitInterval how often outputs become visible
 * @param replication replicas of every topic
 */
public record StageConfig(
        @Setting(value = "localhost:9092", doc = "Kafka's address, host:port, several separated by commas")
        String bootstrap,

        @Setting(value = "2", min = 1, max = 256, doc = "Stream threads of a stage's process")
        int threads,

        @Setting(value = "", doc = "Folder for Kafka Streams' state; a temporary one when empty")
        Optional<Path> stateDir,

        @Setting(
                value = "",
                doc =
                        "Name of this instance that stays the same over its restarts (static membership); none when empty")
        Optional<String> instance,

        @Setting(
                value = "50ms",
                min = 0.005,
                max = 4,
                doc = "How often a stage commits, so how long its outputs stay invisible to readers")
        Duration commitInterval,

        @Setting(value = "1", min = 1, max = 10, doc = "Replicas of every topic; 3 on a cluster")
        int replication) {}
