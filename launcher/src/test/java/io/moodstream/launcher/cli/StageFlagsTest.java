package io.moodstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.moodstream.classifier.ClassifierConfig;
import io.moodstream.kit.StageConfig;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class StageFlagsTest {
    @Test
    void aCommandThatNamesNoSettingIsRefusedInsteadOfLosingAFlag() {
        assertThatThrownBy(() -> StageFlags.addTo(new CommandLine(new Misspelt())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("STAGE_BOOTSTAP: no such setting; expected one of ")
                .hasMessageContaining("STAGE_BOOTSTRAP");
    }

    @Test
    void settingsOfTheSameNameHaveFlagsOfTheirOwn() {
        CommandLine line = new CommandLine(new Both());
        StageFlags.addTo(line);
        line.parseArgs("--threads", "2", "--classifier-threads", "3");

        assertThat(StageFlags.given(line.getCommandSpec()))
                .containsOnly(entry("STAGE_THREADS", "2"), entry("CLASSIFIER_THREADS", "3"));
        assertThat(StageFlags.asWritten("CLASSIFIER_THREADS=3: expected 1", line.getCommandSpec()))
                .isEqualTo("--classifier-threads=3: expected 1");
    }

    @Command(name = "both")
    @ConfiguredBy({ClassifierConfig.class, StageConfig.class})
    private static final class Both {}

    @Command(name = "misspelt")
    @ConfiguredBy(
            value = StageConfig.class,
            only = {"STAGE_KAFKA_FILE", "STAGE_BOOTSTAP"})
    private static final class Misspelt {}
}
