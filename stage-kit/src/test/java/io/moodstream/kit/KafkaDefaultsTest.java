package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.TopologyException;
import org.apache.kafka.streams.kstream.Grouped;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

class KafkaDefaultsTest {
    private static final Settings NONE = new Settings(Map.of());

    @Test
    void aStageIsExactlyOnceAndHasADeadLetterQueue() {
        var properties = KafkaDefaults.streams("some-stream", NONE.bind(StageConfig.class), NONE);
        assertThat(properties)
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2)
                .containsEntry(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, "dead-letters");
    }

    @Test
    void thereIsAStreamThreadForTwoCoresAndAtMostOneForEachPartition() {
        assertThat(List.of(1, 2, 3, 8, 16, 64)).map(StageConfig::streamThreads).containsExactly(1, 1, 1, 4, 8, 8);
        Settings three = new Settings(Map.of("STAGE_THREADS", "3"));
        assertThat(KafkaDefaults.streams("some-stream", three.bind(StageConfig.class), three))
                .containsEntry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 3);
    }

    @Test
    void aSilentInstanceIsReplacedAfterItsSessionAndItsTransactionEndsNoLater() {
        assertThat(sessionHeartbeatAndTransaction(Map.of())).containsExactly(6_000, 500, 5_000);
        assertThat(sessionHeartbeatAndTransaction(Map.of("STAGE_SESSION_TIMEOUT", "3s")))
                .containsExactly(3_000, 250, 3_000);
        assertThat(sessionHeartbeatAndTransaction(Map.of("STAGE_SESSION_TIMEOUT", "1s")))
                .containsExactly(1_000, 83, 3_000);
        assertThat(sessionHeartbeatAndTransaction(Map.of("STAGE_SESSION_TIMEOUT", "300s")))
                .as("news of the group come with heartbeats")
                .containsExactly(300_000, 1_000, 5_000);
        assertThat(sessionHeartbeatAndTransaction(Map.of("STAGE_TRANSACTION_TIMEOUT", "1m")))
                .containsExactly(6_000, 500, 60_000);
        assertThat(sessionHeartbeatAndTransaction(Map.of("STAGE_SESSION_TIMEOUT", "3s", "STAGE_COMMIT_INTERVAL", "4s")))
                .as("a transaction lasts as long as its commit takes to come")
                .containsExactly(3_000, 250, 5_000);
    }

    @Test
    void whatAnInstanceTakesOverDoesNotWaitForAFetchOfSomethingElse() {
        assertThat(fetchWaits(Map.of())).containsExactly(250, 50);
        assertThat(fetchWaits(Map.of("KAFKA_FETCH_MAX_WAIT_MS", "700"))).containsExactly("700", "700");
    }

    private static List<@Nullable Object> fetchWaits(Map<String, String> given) {
        StreamsConfig config = config(given);
        return Stream.of(
                        config.getMainConsumerConfigs("group", "client", 0), config.getRestoreConsumerConfigs("client"))
                .<@Nullable Object>map(consumer -> consumer.get("fetch.max.wait.ms"))
                .toList();
    }

    @Test
    void producersRepeatRequestsSoon() {
        assertThat(retryWait(Map.of())).isEqualTo(10);
        assertThat(retryWait(Map.of("KAFKA_RETRY_BACKOFF_MS", "70"))).isEqualTo("70");
    }

    private static @Nullable Object retryWait(Map<String, String> given) {
        return config(given).getProducerConfigs("client").get("retry.backoff.ms");
    }

    /** Returns what Kafka Streams makes of a stage's properties under the given settings. */
    private static StreamsConfig config(Map<String, String> given) {
        Settings settings = new Settings(given);
        return new StreamsConfig(KafkaDefaults.streams("some-stream", settings.bind(StageConfig.class), settings));
    }

    @Test
    void aStageThatNeedNotCommitOftenDoesNot() {
        assertThat(commitInterval(Map.of())).isEqualTo(200L);
        assertThat(commitInterval(Map.of("STAGE_COMMIT_INTERVAL", "500ms"))).isEqualTo(500L);
        assertThat(commitInterval(Map.of("KAFKA_COMMIT_INTERVAL_MS", "77"))).isEqualTo(77L);
    }

    private static Object commitInterval(Map<String, String> given) {
        Settings settings = new Settings(given);
        StreamsConfig config = new StreamsConfig(KafkaDefaults.streams(
                "some-stream", settings.bind(StageConfig.class), settings, Duration.ofMillis(200)));
        return config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG);
    }

    private static List<Object> sessionHeartbeatAndTransaction(Map<String, String> given) {
        StreamsConfig config = config(given);
        Map<String, Object> consumer = config.getMainConsumerConfigs("group", "client", 0);
        return List.of(
                consumer.getOrDefault("session.timeout.ms", ""),
                consumer.getOrDefault("heartbeat.interval.ms", ""),
                config.getProducerConfigs("client").getOrDefault("transaction.timeout.ms", ""));
    }

    @Test
    void aStoreTakesLittleMemory() {
        try (Options options = new Options()) {
            options.setTableFormatConfig(new BlockBasedTableConfig());
            new RocksDbLimits().setConfig("some-store", options, Map.of());
            assertThat(options.writeBufferSize() * options.maxWriteBufferNumber())
                    .isEqualTo(256 << 10);
            assertThat(options.manifestPreallocationSize()).isEqualTo(64 << 10);
            assertThat(options.maxManifestFileSize()).isEqualTo(256 << 10);
        }
        assertThat(KafkaDefaults.streams("some-stream", NONE.bind(StageConfig.class), NONE))
                .containsEntry(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbLimits.class);
    }

    @Test
    void whoTakesOverBeginsAtOnceAndHasLittleToRead() {
        assertThat(KafkaDefaults.streams("some-stream", NONE.bind(StageConfig.class), NONE))
                .containsEntry(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, Long.MAX_VALUE)
                .containsEntry(StreamsConfig.topicPrefix("segment.bytes"), Integer.toString(8 << 20))
                .containsEntry(StreamsConfig.topicPrefix("delete.retention.ms"), "3600000");
    }

    @Test
    void kafkasOwnSettingsOverrideTheDefaults() {
        Settings settings = new Settings(Map.of("KAFKA_COMMIT_INTERVAL_MS", "77"));
        var properties = KafkaDefaults.streams("some-stream", settings.bind(StageConfig.class), settings);
        assertThat(properties).containsEntry("commit.interval.ms", "77");
    }

    @Test
    void allClientsTakeTheFileAndTheEnvironmentOverridesIt(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(folder.resolve("client.properties"), "security.protocol=SASL_SSL\nclient.rack=a\n");
        Settings settings = new Settings(Map.of("STAGE_KAFKA_FILE", file.toString(), "KAFKA_CLIENT_RACK", "b"));
        StageConfig stage = settings.bind(StageConfig.class);
        assertThat(List.of(
                        KafkaDefaults.streams("some-stream", stage, settings),
                        KafkaDefaults.producer(stage, settings),
                        KafkaDefaults.consumer(stage, settings),
                        KafkaDefaults.admin(stage, settings)))
                .allSatisfy(properties -> {
                    assertThat(properties.get("security.protocol")).isEqualTo("SASL_SSL");
                    assertThat(properties.get("client.rack")).isEqualTo("b");
                });
    }

    @Test
    void aFileThatIsNoneIsNamedAndNothingOfItIsTold(@TempDir Path folder) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken"), "password=secret\\u00zz\n");
        Path address = Files.writeString(folder.resolve("address"), "bootstrap.servers=elsewhere:9092\n");
        for (Path file : List.of(folder.resolve("missing"), broken, address)) {
            Settings settings = new Settings(Map.of("STAGE_KAFKA_FILE", file.toString()));
            StageConfig stage = settings.bind(StageConfig.class);
            assertThatThrownBy(() -> KafkaDefaults.consumer(stage, settings))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("STAGE_KAFKA_FILE=" + file + ": ")
                    .hasMessageContaining("expected")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void whatAStageFetchesAtOnceIsBoundedUnlessItIsSet() {
        var properties = KafkaDefaults.streams("some-stream", NONE.bind(StageConfig.class), NONE);
        assertThat(new StreamsConfig(properties).getMainConsumerConfigs("group", "client", 0))
                .containsEntry("max.poll.records", 64)
                .containsEntry("metadata.max.age.ms", 30_000) // so soon it notices that a topic was deleted
                .containsEntry("max.partition.fetch.bytes", 262_144);

        Settings settings = new Settings(Map.of("KAFKA_MAX_POLL_RECORDS", "500"));
        var set = KafkaDefaults.streams("some-stream", settings.bind(StageConfig.class), settings);
        assertThat(new StreamsConfig(set).getMainConsumerConfigs("group", "client", 0))
                .containsEntry("max.poll.records", "500");
    }

    @Test
    void operatorsWithoutANameAreRefused() {
        StreamsBuilder builder =
                Stage.builder(KafkaDefaults.streams("some-stream", NONE.bind(StageConfig.class), NONE));
        builder.<String, String>stream("in")
                .groupBy((k, v) -> v, Grouped.with(null, null))
                .count();
        assertThatThrownBy(builder::build).isInstanceOf(TopologyException.class);
    }

    @Test
    void aBrokerThatIsThereAndDoesNotAnswerIsNotToBeStarted() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "localhost:" + silent.getLocalPort();
            StageConfig busy =
                    new Settings(Map.of("STAGE_BOOTSTRAP", "localhost:1," + address)).bind(StageConfig.class);
            Settings impatient =
                    new Settings(Map.of("KAFKA_REQUEST_TIMEOUT_MS", "200", "KAFKA_DEFAULT_API_TIMEOUT_MS", "300"));
            assertThatThrownBy(() -> TopicAdmin.connect(busy, impatient))
                    .isInstanceOf(KafkaUnreachableException.class)
                    .hasMessageStartingWith("No Kafka broker answers at localhost:1," + address
                            + ", where something listens: a broker may be starting or be too busy");
        }
    }

    @Test
    void aBrokerThatCannotBeReachedIsNamedInOneSentence() {
        StageConfig nobody = new Settings(Map.of("STAGE_BOOTSTRAP", "localhost:1")).bind(StageConfig.class);
        Settings impatient =
                new Settings(Map.of("KAFKA_REQUEST_TIMEOUT_MS", "200", "KAFKA_DEFAULT_API_TIMEOUT_MS", "300"));
        assertThatThrownBy(() -> TopicAdmin.connect(nobody, impatient))
                .isInstanceOf(KafkaUnreachableException.class)
                .hasMessage(
                        "No Kafka broker answers at localhost:1; start one with `./moodstream broker`, or name the address of one"
                                + " with --bootstrap");
    }
}
