package io.moodstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.launcher.CommandRunner.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Two minutes of faults, drawn with a seed: they cost time and nothing else. */
@DisabledOnOs(OS.WINDOWS)
class TortureIT {
    @Test
    void faultsCostTimeAndNothingElse() {
        Outcome outcome = CommandRunner.plain().run("torture", "--minutes", "2", "--seed", "7");

        System.out.println(outcome.out());
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("longest stall", "attention=").endsWith("Passed" + System.lineSeparator());
    }
}
