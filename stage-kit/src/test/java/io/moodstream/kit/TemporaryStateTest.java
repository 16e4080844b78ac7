package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryStateTest {
    /** Makes a folder, and ends before a stage has used it. */
    static final class Unused {
        private Unused() {}

        public static void main(String[] words) {
            System.exit(TemporaryState.make().toFile().isDirectory() ? 7 : 1);
        }
    }

    @Test
    void aFolderThatNoStageHasUsedIsDeletedWhenTheProcessEnds(@TempDir Path temporary) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Unused.class.getName())
                .inheritIO()
                .start();

        assertThat(process.waitFor()).isEqualTo(7);
        assertThat(temporary).isEmptyDirectory();
    }
}
