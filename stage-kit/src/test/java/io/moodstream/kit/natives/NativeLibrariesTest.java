package io.moodstream.kit.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;

class NativeLibrariesTest {
    @TempDir
    private Path temporary;

    @TempDir
    private Path cache;

    /** Uses RocksDB and is killed. */
    static final class Killed {
        private Killed() {}

        public static void main(String[] args) {
            NativeLibraries.prepareRocksDb();
            try (Options options = new Options()) {
                Runtime.getRuntime().halt(options.createIfMissing() ? 2 : 9);
            }
        }
    }

    @Test
    void whoIsKilledLeavesNoLibraryOfRocksDbInTheTemporaryFolder() throws Exception {
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName())
                .inheritIO()
                .start();

        assertThat(killed.waitFor()).isEqualTo(9);
        assertThat(libraries(temporary)).isEmpty();
        assertThat(libraries(cache)).isNotEmpty();
    }

    private static List<Path> libraries(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().contains("rocksdbjni"))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }
}
