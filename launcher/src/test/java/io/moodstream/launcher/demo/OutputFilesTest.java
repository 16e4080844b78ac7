package io.moodstream.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFilesTest {
    @TempDir
    private Path folder;

    @Test
    void saysThatAnEarlierResultIsReplaced() throws IOException {
        assertThat(OutputFiles.check(folder)).isEmpty();
        assertThat(OutputFiles.check(folder.resolve("new"))).isEmpty();
        Files.writeString(folder.resolve("moods.jsonl"), "{}");
        assertThat(OutputFiles.check(folder))
                .hasValue("--out=" + folder + ": the results of an earlier run there are replaced");
    }

    @Test
    void aFolderThatCannotBeMadeIsOneSentence() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> OutputFiles.open(file.resolve("out"), List.of(Topics.MOODS)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("--out=" + file.resolve("out") + ": cannot write there: ")
                .hasMessageNotContaining("Exception");
    }
}
