package io.moodstream.launcher.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.launcher.cli.ParentWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class GrowthBenchmarkCommandTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Stands for moodstream: measures all lines in processes of their own, each of which works until it is ended. */
    @Command
    static final class Root {
        private Root() {}

        public static void main(String[] words) throws InterruptedException {
            ParentWatch.startInChild();
            if (List.of(words).contains("--point")) {
                new CountDownLatch(1).await();
            }
            System.exit(new CommandLine(new Root())
                    .addSubcommand(new GrowthBenchmarkCommand())
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .execute(words));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theProcessOfALineEndsWithTheCommandHoweverThatEnds(boolean killed, @TempDir Path temporary) throws Exception {
        Process command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Root.class.getName(),
                        "growth")
                .inheritIO()
                .start();
        Optional<ProcessHandle> line = Optional.empty();
        try {
            line = Optional.of(Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> command.children().findFirst(), Optional::isPresent)
                    .orElseThrow());
            if (killed) {
                command.destroyForcibly();
            } else {
                command.destroy();
            }

            assertThat(line.orElseThrow().onExit()).succeedsWithin(PATIENCE);
        } finally {
            command.destroyForcibly();
            line.ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
