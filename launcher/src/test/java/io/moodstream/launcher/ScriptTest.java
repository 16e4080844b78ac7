package io.moodstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./moodstream}, with a Maven that only notes that it was called. */
@DisabledOnOs(OS.WINDOWS)
class ScriptTest {
    /** Edits a source while it builds for the first time, later than anything that was written before. */
    private static final String MVN = """
            #!/bin/sh
            touch before
            [ -f builds ] || until [ pom.xml -nt before ]; do touch pom.xml; done
            echo built >>builds
            mkdir -p launcher/target
            touch launcher/target/moodstream.jar
            """;

    @TempDir
    private Path folder;

    @Test
    void aSourceThatIsEditedDuringABuildIsBuiltByTheNextCall() throws Exception {
        Files.copy(SharedData.projectRoot().resolve("moodstream"), folder.resolve("moodstream"));
        Files.createFile(folder.resolve("pom.xml"));
        write("mvn", MVN);
        for (String tool : new String[] {"npm", "javac"}) {
            write(tool, "#!/bin/sh\n");
        }
        write("java", "#!/bin/sh\necho $MALLOC_ARENA_MAX >arenas\n");

        run();
        run();
        run(); // nothing was edited since

        assertThat(folder.resolve("builds")).hasContent("built\nbuilt\n");
        assertThat(Integer.parseInt(Files.readString(folder.resolve("arenas")).strip()))
                .as("malloc's pools")
                .isPositive();
    }

    private void write(String tool, String script) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(tool);
        Files.writeString(file, script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void run() throws IOException, InterruptedException {
        ProcessBuilder script = new ProcessBuilder("sh", "moodstream")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        script.environment().merge("PATH", folder.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        Process process = script.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("log")))
                .isZero();
    }
}
