package io.moodstream.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.UsualPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while a demo starts, and once more while it finishes what is under way; a broker that is gone. */
@DisabledOnOs(OS.WINDOWS)
class StoppedDemoIT {
    @TempDir
    private Path temporary;

    @TempDir
    private Path said;

    @BeforeAll
    static void takeTheUsualPort() {
        UsualPort.take();
    }

    @Test
    @Timeout(180)
    void aDemoThatIsStoppedWhileItStartsSaysSoAndPlaysNothing() throws Exception {
        Process demo = start("--fps", "1");
        try (BufferedReader out = demo.inputReader()) {
            // Its broker: from then on it hears signals, and it is far from playing.
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> demo.children().findAny().isPresent());
            demo.toHandle().destroy(); // SIGTERM; Process.destroy would close the output, too

            assertThat(out.lines())
                    .containsExactly(
                            "Starting Kafka and the stages",
                            "Stopping: the start is given up. Ctrl-C again stops at once");
            assertThat(demo.waitFor()).isEqualTo(143);
        } finally {
            demo.destroyForcibly();
        }
        assertThat(errors()).content().endsWith("moodstream: Stopped before anything was played\n");
        assertThat(temporary).isDirectoryNotContaining("glob:**moodstream-*");
    }

    @Test
    @Timeout(180)
    void aDemoWhoseBrokerDiesWhileItStartsSaysSo() throws Exception {
        Process demo = start("--fps", "1");
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> demo.children().findAny().isPresent());
            Thread.sleep(1_000); // until it is Java, and no longer what starts it
            demo.children().forEach(ProcessHandle::destroyForcibly); // as a system does that has no memory left

            assertThat(demo.waitFor()).isEqualTo(1);
        } finally {
            demo.destroyForcibly();
        }
        assertThat(errors())
                .content()
                .endsWith("moodstream: The broker did not start: its process has ended with exit code 137\n");
        assertThat(temporary).isDirectoryNotContaining("glob:**moodstream-*");
    }

    /** Clients of Kafka wait a minute and longer for a broker to come back, which this one never does. */
    @Test
    @Timeout(180)
    void aDemoWhoseBrokerDiesWhileItPlaysSaysSoAtOnceAndEnds() throws Exception {
        Process demo = start("--fps", "1");
        try (BufferedReader out = demo.inputReader()) {
            readTo("Ctrl-C stops", out);
            demo.children().forEach(ProcessHandle::destroyForcibly);

            readTo("Kafka's process has ended, so the demo ends, too, .*\\d+ of \\d+ frames were processed", out);
            assertThat(demo.waitFor(45, TimeUnit.SECONDS)).isTrue();
            assertThat(demo.exitValue()).isEqualTo(1);
        } finally {
            demo.destroyForcibly();
        }
        assertThat(errors())
                .content()
                .endsWith("moodstream: broker stopped: its process has ended with exit code 137\n");
        assertThat(temporary).isDirectoryNotContaining("glob:**moodstream-*");
    }

    @Test
    @Tag("nightly")
    @Timeout(300)
    void theSecondSignalSaysHowFarItHasCome() throws Exception {
        Process demo = start("--fps", "max");
        try (BufferedReader out = demo.inputReader()) {
            readTo("Ctrl-C stops", out);
            // Its progress: the classifier works.
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> Files.readString(errors()).matches("(?s).* in, [1-9]\\d* done.*"));
            // A service manager ends all processes of a service, the broker, too.
            demo.children().forEach(ProcessHandle::destroy);
            demo.toHandle().destroy();
            readTo("Stopping: no new frames", out);
            demo.children().forEach(ProcessHandle::destroy);
            demo.toHandle().destroy();

            assertThat(out.lines())
                    .last()
                    .asString()
                    .matches("Stopped at once: [1-9]\\d* of \\d+ frames were processed");
            assertThat(demo.waitFor()).isEqualTo(143);
        } finally {
            demo.destroyForcibly();
        }
        assertThat(errors()).content().doesNotContain("Non-zero status");
        Awaitility.await("the broker deletes the data when the demo is gone")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(temporary).isDirectoryNotContaining("glob:**moodstream-demo-*"));
    }

    private Process start(String... options) throws IOException {
        ProcessBuilder process = CommandRunner.plain()
                .process("demo", "--no-web", "--set", "CLASSIFIER_MODEL=fast", options[0], options[1]);
        process.command().add(1, "-Djava.io.tmpdir=" + temporary);
        process.environment().put("JDK_JAVA_OPTIONS", "-Dlogback.configurationFile=logback.xml"); // its broker's, too
        return process.redirectError(errors().toFile()).start();
    }

    private Path errors() {
        return said.resolve("stderr");
    }

    private static void readTo(String pattern, BufferedReader out) throws IOException {
        String line = out.readLine();
        while (line != null && !line.matches(".*" + pattern + ".*")) {
            line = out.readLine();
        }
        assertThat(line).as(pattern).isNotNull();
    }
}
