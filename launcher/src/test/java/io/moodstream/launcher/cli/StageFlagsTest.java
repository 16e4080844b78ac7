package io.moodstream.launcher.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Command(name = "misspelt")
    @ConfiguredBy(
            value = StageConfig.class,
            only = {"STAGE_KAFKA_FILE", "STAGE_BOOTSTAP"})
    private static final class Misspelt {}
}
