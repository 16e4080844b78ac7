package io.moodstream.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DemoCommandTest {
    @Test
    void theBundledClassPlaysRoundAndRound() {
        assertThat(loop("")).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--exit", "--source class.mp4", "--fps max", "--set INGEST_LOOP=false"})
    void butNotWhereItShouldEnd(String arguments) {
        assertThat(loop(arguments)).isNotEqualTo("true");
    }

    private static String loop(String arguments) {
        DemoCommand command = new DemoCommand();
        new CommandLine(command).parseArgs(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        return command.settings().get("INGEST_LOOP").orElse("");
    }
}
