package io.moodstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A process that goes on after its first signal. */
@DisabledOnOs(OS.WINDOWS)
class ShutdownSignalsTest {
    @Test
    void theSecondSignalSaysItsLastWordsAndEndsTheProcessWithoutTheEndOfItsLibraries() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:+PrintMetaspaceStatisticsAtExit", // pages of text, if Java ends the process
                        "-cp",
                        System.getProperty("java.class.path"),
                        ShutdownSignalsTest.class.getName())
                .start();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("ready");
            process.toHandle().destroy(); // SIGTERM; Process.destroy would close the output, too
            assertThat(out.readLine()).isEqualTo("stopping after TERM");
            process.toHandle().destroy();

            assertThat(out.lines()).containsExactly("last words");
            assertThat(process.waitFor()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The process. */
    public static void main(String[] args) throws InterruptedException {
        ShutdownSignals.on(
                signal -> System.out.println("stopping after " + signal), () -> System.out.println("last words"));
        System.out.println("ready");
        TimeUnit.MINUTES.sleep(1);
    }
}
