package io.moodstream.launcher.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
    @Test
    void aProcessFindsNoRoomWhereItsNeighboursDo(@TempDir Path folder) throws Exception {
        Optional<FullDisk> disk = FullDisk.find(folder);
        assumeTrue(disk.isPresent(), "this machine gives no process a file system of its own");
        Path state = Files.createDirectories(folder.resolve("state"));
        String write = "echo word | cat > " + state.resolve("word");

        Process process = new ProcessBuilder(disk.get().command(state, List.of("sh", "-c", write + "; " + write)))
                .redirectErrorStream(true)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains(FullDisk.REASON);
        assertThat(process.waitFor()).isNotZero();
        assertThat(state).isEmptyDirectory();
        assertThat(Files.writeString(state.resolve("word"), "word")).hasContent("word");
    }
}
