package io.moodstream.launcher.stages;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.CommandRunner.Outcome;
import io.moodstream.launcher.SampleFrames;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An {@code ingest} tells how many pictures cannot be read, and fails if a source has no others. */
class UnreadablePicturesIT {
    @TempDir
    private Path folder;

    @Test
    void aSourceOfWhichNoPictureCanBeReadIsNoSuccess() throws Exception {
        Path mixed = Files.createDirectory(folder.resolve("mixed"));
        SampleFrames.write(mixed, 2);
        Files.writeString(mixed.resolve("text.jpg"), "hello");
        Path text = Files.writeString(folder.resolve("text.jpg"), "hello");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            CommandRunner commands = CommandRunner.at(broker);

            Outcome some = commands.run("ingest", "--fps", "max", "--source", "hall=" + mixed);
            assertThat(some.code()).as(some.err()).isZero();
            assertThat(some.out()).contains("hall: 3 frames published; 1 unreadable (dead letters)");

            Outcome none = commands.run("ingest", "--fps", "max", "--source", "hall=" + mixed, "--source", "z=" + text);
            assertThat(none.code()).isEqualTo(1);
            assertThat(none.out()).contains("z: 1 frame published");
            assertThat(none.err()).contains("No picture of demo/z can be processed", "tail dead-letters");
        }
    }
}
