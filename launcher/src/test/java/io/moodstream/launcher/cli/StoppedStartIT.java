package io.moodstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.KafkaWait;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.launcher.access.Part;
import io.moodstream.schemas.Topics;
import io.moodstream.testing.SharedBroker;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stage that is asked to stop while it waits for what has to come before its start. */
@DisabledOnOs(OS.WINDOWS)
@ExtendWith(SharedBroker.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class StoppedStartIT {
    @Test
    void aStageThatWaitsForKafkaEndsAtItsFirstSignal(EmbeddedBroker broker) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoppedStartIT.class.getName(),
                        broker.bootstrap())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.equals("waiting")) {
                line = out.readLine();
            }
            process.toHandle().destroy(); // SIGTERM; Process.destroy would close the output, too

            assertThat(out.lines()).contains("Stopped before it had started");
            assertThat(process.waitFor()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The process. */
    public static void main(String[] args) throws InterruptedException {
        Settings settings = new Settings(Map.of("STAGE_BOOTSTRAP", args[0], "STAGE_KAFKA_WAIT", "1h"));
        int code;
        try {
            code = StageRunner.untilStopped(settings, Part.DETECTOR, StoppedStartIT::stage);
        } catch (StoppedException e) {
            System.out.println(e.getMessage());
            code = e.exitCode();
        }
        System.exit(code);
    }

    /** A stage that could only start if Kafka did what it never does. */
    private static Stage stage(Settings settings) {
        Properties properties = KafkaDefaults.streams("never", settings.bind(StageConfig.class), settings);
        StreamsBuilder builder = Stage.builder(properties);
        builder.stream(
                Topics.SOURCES.name(),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("read"));
        return new Stage(
                "never",
                builder.build(properties),
                properties,
                StageMetrics.local("never"),
                () -> {},
                requireWanted -> {
                    System.out.println("waiting");
                    KafkaWait.untilDone(
                            settings, () -> LockSupport.parkNanos(TimeUnit.HOURS.toNanos(1)), requireWanted);
                });
    }
}
