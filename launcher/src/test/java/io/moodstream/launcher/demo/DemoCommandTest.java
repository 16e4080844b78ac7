package io.moodstream.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DemoCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theBundledClassPlaysRoundAndRound() {
        assertThat(loop("")).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--exit", "--source class.mp4", "--fps max", "--set INGEST_LOOP=false"})
    void butNotWhereItShouldEnd(String arguments) {
        assertThat(loop(arguments)).isNotEqualTo("true");
    }

    @Test
    void itsMetricsAreOnLoopbackUnlessAnotherAddressIsSet() {
        assertThat(setting("METRICS_HOST", "--set METRICS_PORT=9400")).isEqualTo("127.0.0.1");
        assertThat(setting("METRICS_HOST", "--set METRICS_HOST=0.0.0.0")).isEqualTo("0.0.0.0");
    }

    @Test
    void itsTransactionsMayTakeAMinuteBecauseNoOtherInstanceWaitsForTheirEnd() throws IOException {
        String state = "--set STAGE_STATE_DIR=state";
        assertThat(transactionTimeout(state)).hasToString("60000");
        assertThat(transactionTimeout(state + " --set STAGE_TRANSACTION_TIMEOUT=7s"))
                .hasToString("7000");
        Path kafka = Files.writeString(folder.resolve("kafka.properties"), "transaction.timeout.ms=8000");
        assertThat(transactionTimeout(state + " --set STAGE_KAFKA_FILE=" + kafka))
                .hasToString("8000");
    }

    private static Object transactionTimeout(String arguments) {
        Settings settings = settings(arguments);
        return new StreamsConfig(KafkaDefaults.streams("demo", settings.bind(StageConfig.class), settings))
                .getProducerConfigs("client")
                .getOrDefault("transaction.timeout.ms", "");
    }

    @Test
    void theBundledClassIsADemonstrationUnlessAnotherPurposeIsStated() {
        assertThat(setting("DEPLOYMENT_PURPOSE", "")).isEqualTo("demonstration");
        assertThat(setting("DEPLOYMENT_PURPOSE", "--source hall=sample")).isEqualTo("demonstration");
        assertThat(setting("DEPLOYMENT_PURPOSE", "--set DEPLOYMENT_PURPOSE=research"))
                .isEqualTo("research");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--source class.mp4",
                "--source sample --source hall=camera:0",
                "--set DASHBOARD_TEACHER_TOKEN_FILE=token",
                "--set INGEST_SOURCES=hall=rtsp://10.0.0.7/1"
            })
    void ofWhoeverElseIsSeenTheDemoDoesNotKnowThePurpose(String arguments) {
        assertThat(setting("DEPLOYMENT_PURPOSE", arguments)).isEmpty();
    }

    private static String loop(String arguments) {
        return setting("INGEST_LOOP", arguments);
    }

    private static String setting(String key, String arguments) {
        return settings(arguments).get(key).orElse("");
    }

    private static Settings settings(String arguments) {
        DemoCommand command = new DemoCommand();
        new CommandLine(command).parseArgs(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        return command.settings();
    }
}
