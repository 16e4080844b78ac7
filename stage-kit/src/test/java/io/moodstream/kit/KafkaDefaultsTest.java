package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.TopologyException;
import org.apache.kafka.streams.kstream.Grouped;
import org.junit.jupiter.api.Test;

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
    void kafkasOwnSettingsOverrideTheDefaults() {
        Settings settings = new Settings(Map.of("KAFKA_COMMIT_INTERVAL_MS", "77"));
        var properties = KafkaDefaults.streams("some-stream", settings.bind(StageConfig.class), settings);
        assertThat(properties).containsEntry("commit.interval.ms", "77");
    }

    @Test
    void whatAStageFetchesAtOnceIsBoundedUnlessItIsSet() {
        var properties = KafkaDefaults.streams("some-stream", NONE.bind(StageConfig.class), NONE);
        assertThat(new StreamsConfig(properties).getMainConsumerConfigs("group", "client", 0))
                .containsEntry("max.poll.records", 32)
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
    void aBrokerThatCannotBeReachedIsNamedInOneSentence() {
        StageConfig nobody = new Settings(Map.of("STAGE_BOOTSTRAP", "localhost:1")).bind(StageConfig.class);
        Settings impatient =
                new Settings(Map.of("KAFKA_REQUEST_TIMEOUT_MS", "200", "KAFKA_DEFAULT_API_TIMEOUT_MS", "300"));
        assertThatThrownBy(() -> TopicAdmin.connect(nobody, impatient))
                .isInstanceOf(KafkaUnreachableException.class)
                .hasMessageStartingWith("No Kafka broker answers at localhost:1");
    }
}
