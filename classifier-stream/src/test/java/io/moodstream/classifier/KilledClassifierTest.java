package io.moodstream.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import io.moodstream.kit.natives.NativeLibraries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledClassifierTest {
    @TempDir
    private Path temporary;

    @TempDir
    private Path cache;

    /** Uses ONNX Runtime and is killed. */
    static final class Killed {
        private Killed() {}

        public static void main(String[] args) {
            NativeLibraries.prepareOnnxRuntime();
            Runtime.getRuntime()
                    .halt(OrtEnvironment.getEnvironment().getVersion().isEmpty() ? 2 : 9);
        }
    }

    @Test
    void whoIsKilledLeavesNoLibraryOfOnnxRuntimeInTheTemporaryFolder() throws Exception {
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
        try (Stream<Path> left = Files.walk(temporary)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
        assertThat(cache).isDirectoryRecursivelyContaining("glob:**onnxruntime4j_jni*");
    }
}
