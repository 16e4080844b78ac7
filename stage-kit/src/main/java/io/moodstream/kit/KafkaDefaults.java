package io.moodstream.kit;

import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;

/**
 * Builds the Kafka properties that every part of the pipeline starts with. The file of STAGE_KAFKA_FILE overrides them,
 * and KAFKA_* settings override both.
 */
public final class KafkaDefaults {
    /** Room for one record of the largest size and its batch's overhead, bytes. */
    private static final int MAX_REQUEST_BYTES = 2 * Topics.MAX_RECORD_BYTES;

    /** The most that a stage fetches of one partition at once, bytes: some two pictures of a gallery, or sixteen of a webcam. */
    private static final int FETCH_BYTES = 256 * 1024;

    /**
     * The most that a poll returns of all partitions, and what may wait of each before no more of it is fetched. With 128, webcams
     * at half speed wait longer.
     */
    private static final int BUFFERED_RECORDS = 64;

    /** Kafka compacts only what lies before the last segment of a changelog, bytes. */
    private static final int SEGMENT_BYTES = 8 * 1024 * 1024;

    /** How long compaction keeps deletions and transactions' markers; longer than anybody reads a changelog. */
    private static final Duration MARKERS = Duration.ofHours(1);

    /** An instance hears only with a heartbeat that the others have changed. */
    private static final int LONGEST_HEARTBEAT_MILLIS = 1_000;

    /**
     * How long a fetch waits at a broker that has nothing new, half a second by default. A consumer has one fetch under way
     * at each broker, and a partition that it gets meanwhile, as an instance does that takes over work, waits until that
     * has returned.
     */
    private static final int FETCH_WAIT_MILLIS = 250;

    /** The same of changelogs, which are read one after the other, and only by an instance that takes over work. */
    private static final int RESTORE_WAIT_MILLIS = 50;

    /**
     * How long a producer waits before it repeats a request, 100 ms by default: always for requests of transactions, at first
     * for records. While the markers of the last transaction are being written, the offsets of the next one are refused
     * (CONCURRENT_TRANSACTIONS), and all partitions of the stream thread stand still until the offsets are accepted.
     */
    private static final int RETRY_WAIT_MILLIS = 10;

    private KafkaDefaults() {}

    /**
     * Returns the properties of a Kafka Streams stage: exactly once, dead letters for records that cannot be read or
     * processed, an explicit name for every internal topic.
     *
     * @param applicationId the stage's module name
     */
    public static Properties streams(String applicationId, StageConfig stage, Settings settings) {
        return streams(applicationId, stage, settings, Duration.ZERO);
    }

    /**
     * Returns the properties of a stage that does not commit more often than its readers need.
     *
     * @param leastCommitInterval takes the place of a shorter STAGE_COMMIT_INTERVAL
     * @see #streams(String, StageConfig, Settings)
     */
    public static Properties streams(
            String applicationId, StageConfig stage, Settings settings, Duration leastCommitInterval) {
        Duration commitInterval = Collections.max(List.of(stage.commitInterval(), leastCommitInterval));
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, stage.bootstrap());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, stage.streamThreads());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, stage.replication());
        // A table of a compacted topic needs no copy of it.
        properties.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbLimits.class);
        properties.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndContinueExceptionHandler.class);
        properties.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndContinueProcessingExceptionHandler.class);
        properties.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS.name());
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_REQUEST_BYTES);
        // Kafka's default, 1000 records per partition, would be hundreds of megabytes of pictures.
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS);
        // What a thread has fetched it works off before it looks at what came since: a single picture waits for that
        // much of a class's backlog. A record that is larger is fetched alone.
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), FETCH_BYTES);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), BUFFERED_RECORDS);
        // The partitions of a killed instance wait until its session has expired and its last transaction has timed
        // out.
        int session = Math.toIntExact(stage.sessionTimeout().toMillis());
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                Math.min(LONGEST_HEARTBEAT_MILLIS, session / 12));
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Math.toIntExact(stage.longestTransaction().toMillis()));
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_WAIT_MILLIS);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), FETCH_WAIT_MILLIS);
        properties.put(
                StreamsConfig.restoreConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), RESTORE_WAIT_MILLIS);
        // A topic that was deleted is noticed when metadata are fetched anew; in Kafka's 5 minutes of silence nobody
        // would know why nothing comes.
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.METADATA_MAX_AGE_CONFIG), 30_000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                stage.stateDir().orElseGet(LocalState::temporary).toString());
        // Changelogs and repartition topics must accept any timestamp of a foreign record, or the thread would die.
        properties.put(StreamsConfig.topicPrefix("message.timestamp.after.max.ms"), Long.toString(Long.MAX_VALUE));
        // What a stage remembers may be as large as what it writes, whatever the broker's own limit is.
        properties.put(StreamsConfig.topicPrefix("max.message.bytes"), Integer.toString(Topics.MAX_RECORD_BYTES));
        // An instance that starts or takes over reads its changelogs. Each would grow to a gigabyte before it is
        // compacted, and keep the markers of all transactions of a day.
        properties.put(StreamsConfig.topicPrefix("segment.bytes"), Integer.toString(SEGMENT_BYTES));
        properties.put(StreamsConfig.topicPrefix("delete.retention.ms"), Long.toString(MARKERS.toMillis()));
        // That takes seconds. Else an instance would get no work before it has read them beside the others' work, two
        // tasks every ten minutes.
        properties.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, Long.MAX_VALUE);
        properties.put(
                StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, UsePartitionTimeOnInvalidTimestamp.class);
        stage.instance()
                .ifPresent(name ->
                        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), name));
        own(stage, settings).forEach((key, value) -> {
            // Our defaults carry the prefix of one kind of client and would override the user's, which has none.
            properties.remove(StreamsConfig.consumerPrefix(key));
            properties.remove(StreamsConfig.mainConsumerPrefix(key));
            properties.remove(StreamsConfig.restoreConsumerPrefix(key));
            properties.remove(StreamsConfig.producerPrefix(key));
            properties.put(key, value);
        });
        return properties;
    }

    /**
     * Returns the properties of a stage whose tasks have one partition each, with which there is nothing to merge by
     * time: Kafka Streams then does not ask each task at each turn what it waits for, and does not write a text about it
     * that is rarely logged.
     */
    public static Properties withoutMerging(Properties streams) {
        streams.putIfAbsent(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        return streams;
    }

    /**
     * Returns the properties of a plain producer: idempotent, all replicas, no compression (pictures are compressed
     * already).
     */
    public static Properties producer(StageConfig stage, Settings settings) {
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stage.bootstrap());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        properties.putAll(own(stage, settings));
        return properties;
    }

    /** Returns the properties of a plain consumer that reads committed records only and belongs to no group. */
    public static Properties consumer(StageConfig stage, Settings settings) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, stage.bootstrap());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.putAll(own(stage, settings));
        return properties;
    }

    /** Returns the properties of an admin client that gives up after 10 seconds. */
    public static Map<String, Object> admin(StageConfig stage, Settings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stage.bootstrap());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.putAll(own(stage, settings));
        return properties;
    }

    /** Returns the operator's own properties of Kafka's clients. */
    private static Map<String, String> own(StageConfig stage, Settings settings) {
        Map<String, String> own = new TreeMap<>();
        stage.kafkaFile().ifPresent(file -> own.putAll(read(file)));
        own.putAll(settings.kafka());
        return own;
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            // What the parser says might quote a password.
            throw new ConfigurationException("STAGE_KAFKA_FILE=" + file
                    + ": expected a file of properties for Kafka's clients in UTF-8, which can be read");
        }
        if (properties.containsKey(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new ConfigurationException(
                    "STAGE_KAFKA_FILE=" + file + ": bootstrap.servers: expected in STAGE_BOOTSTRAP, not in this file");
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), properties::getProperty));
    }
}
