package io.moodstream.kit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Holds the settings that all stages share, read from STAGE_*. Each stage's process has its own environment.
 *
 * @param bootstrap Kafka's address
 * @param threads stream threads
 * @param workers records that a stage works on at a time; as many as there are cores if empty
 * @param recordLimit how long one record may be worked on
 * @param stateDir folder of Kafka Streams' stores
 * @param instance name of this instance that stays the same when it restarts
 * @param sessionTimeout how long an instance may be silent until the others take over its work
 * @param transactionTimeout how long a transaction may take until Kafka ends it; as long as a session, 3 to 5 s, if empty
 * @param commitInterval how often the outputs become visible
 * @param commitPause least time between two commits that do not wait for the interval
 * @param replication replicas of every topic
 * @param kafkaWait how long a part waits for Kafka at its start
 * @param kafkaFile properties of Kafka's clients, such as those of TLS and SASL
 */
public record StageConfig(
        @Setting(value = "localhost:9092", doc = "Address of Kafka, host:port; several are separated by commas")
        String bootstrap,

        @Setting(
                value = "",
                min = 1,
                max = 256,
                streams = true,
                doc = "Stream threads per process of a stage, which read, commit and write; detector and classifier"
                        + " work on STAGE_WORKERS threads beside them; if empty, half as many as cores, 1 to 8")
        Optional<Integer> threads,

        @Setting(
                value = "",
                min = 1,
                max = 256,
                streams = true,
                doc =
                        "Frames that a process of the detector or the classifier works on at a time, at most sixteen of each"
                                + " partition; if empty, as many as there are cores, and 64 where the classifier runs on a GPU")
        Optional<Integer> workers,

        @Setting(
                value = "2m",
                min = 1,
                max = 3_600,
                streams = true,
                doc =
                        "How long detector and classifier may work on one record before their process ends itself. A record"
                                + " that ends or blocks it twice becomes a dead letter, if STAGE_STATE_DIR is set")
        Duration recordLimit,

        @Setting(
                value = "",
                streams = true,
                doc =
                        "Folder for the published reports and the notes of the records that are worked on; each instance needs its"
                                + " own; if empty, a temporary folder")
        Optional<Path> stateDir,

        @Setting(
                value = "",
                streams = true,
                doc = "Name of this instance that stays the same when it restarts (static membership); none if empty")
        Optional<String> instance,

        @Setting(
                value = "6s",
                min = 1,
                max = 300,
                streams = true,
                doc =
                        "How long an instance may be silent until the others take over its work; the shortest that brokers"
                                + " allow is their group.min.session.timeout.ms, 6 s by default")
        Duration sessionTimeout,

        @Setting(
                value = "",
                min = 1,
                max = 900,
                streams = true,
                doc =
                        "How long a transaction may take until Kafka ends it, and the stage repeats it. Longer on a machine that"
                                + " is often busy with something else; but nobody reads what an instance that was killed has begun, nor what"
                                + " comes after it, until then. If empty, as long as STAGE_SESSION_TIMEOUT, but 3 to 5 s")
        Optional<Duration> transactionTimeout,

        @Setting(
                value = "50ms",
                min = 0.005,
                max = 4,
                streams = true,
                doc = "How often a stage commits: its outputs become visible to readers only then. A thread"
                        + " of the recommender commits at most five times a second, and for a single picture at once")
        Duration commitInterval,

        @Setting(
                value = "0s",
                min = 0,
                max = 4,
                streams = true,
                doc =
                        "Detector and classifier commit as soon as no frame waits, which is quickest where frames come one by"
                                + " one. This is the shortest time between two such commits. On a cluster raise it together"
                                + " with STAGE_COMMIT_INTERVAL; more than that has no effect")
        Duration commitPause,

        @Setting(value = "1", min = 1, max = 10, doc = "Replicas of every topic; use 3 on a cluster")
        int replication,

        @Setting(
                value = "5m",
                min = 0,
                max = 86_400,
                doc =
                        "How long ingest, a stage or the dashboard waits for Kafka at its start before it ends; commands that end"
                                + " by themselves do not wait")
        Duration kafkaWait,

        @Setting(
                value = "",
                doc =
                        "File of properties for Kafka's clients, such as those of TLS and SASL with their passwords; KAFKA_"
                                + " settings override it; none if empty")
        Optional<Path> kafkaFile) {

    /** Topics have eight partitions unless told otherwise, and a partition belongs to one thread. */
    private static final int MOST_THREADS = 8;

    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(5);

    /** A machine that stands still for a moment must not lose what it is working on. */
    private static final Duration SHORTEST_TRANSACTION = Duration.ofSeconds(3);

    /**
     * Returns how long a transaction may take until Kafka ends it, as it does with that of an instance that was killed:
     * until then nobody reads what comes after it. Unless it is set, as long as a session, 3 to 5 s; longer than two commits
     * are apart in any case.
     */
    Duration longestTransaction() {
        Duration usual = Collections.min(List.of(sessionTimeout, LONGEST_TRANSACTION));
        Duration wanted = transactionTimeout.orElse(Collections.max(List.of(usual, SHORTEST_TRANSACTION)));
        return Collections.max(List.of(wanted, commitInterval.plusSeconds(1)));
    }

    /**
     * Returns how many threads read, commit and write. A thread takes the records of one partition after another and waits
     * for each, so two cores' work is about what it keeps going.
     */
    public int streamThreads() {
        return threads.orElseGet(() -> streamThreads(Runtime.getRuntime().availableProcessors()));
    }

    static int streamThreads(int cores) {
        return Math.max(1, Math.min(MOST_THREADS, cores / 2));
    }

    /** Returns how many records a stage works on at a time. */
    public int cores() {
        return workers.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    }
}
