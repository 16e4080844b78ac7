package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that end on a record, and those that are started after them. */
class RecordGuardTest {
    private static final String POISON =
            "poison: this record has twice ended the process that worked on it, or kept it busy for longer than"
                    + " STAGE_RECORD_LIMIT";

    @TempDir
    private Path folder;

    @Test
    void aRecordThatEndsTheProcessTwiceIsRefusedAndTheOthersAreWorkedOn() throws Exception {
        String[] records = {"one", "two", "aborts", "three", "four"};

        assertThat(run(records).code()).isEqualTo(134);
        assertThat(run(records).code()).isEqualTo(134);
        Ended third = run(records);

        assertThat(third.code()).isZero();
        assertThat(third.lines())
                .containsExactly("one=decoded", "two=decoded", "aborts=" + POISON, "three=decoded", "four=decoded");
        assertThat(run("aborts").lines()).as("read again").containsExactly("aborts=" + POISON);
    }

    @Test
    void aRecordThatBlocksTheProcessTwiceIsRefused() throws Exception {
        assertThat(run("one", "hangs", "two").code()).isEqualTo(1);
        assertThat(run("one", "hangs", "two").code()).isEqualTo(1);

        assertThat(run("one", "hangs", "two").lines()).containsExactly("one=decoded", "hangs=" + POISON, "two=decoded");
    }

    @Test
    void nothingIsHeldAgainstAProcessThatEndsInOrder() throws Exception {
        assertThat(run("one", "two").code()).isZero();
        assertThat(Files.readAllBytes(folder.resolve("guarded.records"))).containsOnly(0);
    }

    @Test
    void twoInstancesDoNotShareAFolder() {
        RecordGuard first = RecordGuard.open(folder, "guarded", Duration.ofMinutes(1));

        assertThatThrownBy(() -> RecordGuard.open(folder, "guarded", Duration.ofMinutes(1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("STAGE_STATE_DIR=" + folder
                        + ": another guarded uses this folder; expected a folder of its own for each instance");
        RecordGuard.open(folder, "other", Duration.ofMinutes(1)).close();
        first.close();
        RecordGuard.open(folder, "guarded", Duration.ofMinutes(1)).close();
    }

    @Test
    void aDiskWithoutRoomIsAnErrorWithTheFolderAndNotTheEndOfTheProcess() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "this system has no /dev/full");
        Path notes = Files.createSymbolicLink(folder.resolve("guarded.records"), full);

        assertThatThrownBy(() -> RecordGuard.open(folder, "guarded", Duration.ofMinutes(1)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("STAGE_STATE_DIR=" + folder, "No space left on device");
        Files.delete(notes); // before JUnit asks what it leads to
    }

    private record Ended(int code, List<String> lines) {}

    private Ended run(String... records) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                GuardedProcess.class.getName(),
                folder.toString()));
        command.addAll(Arrays.asList(records));
        Path out = folder.resolve("out");
        int code = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(out.toFile())
                .start()
                .waitFor();
        return new Ended(
                code,
                Files.readAllLines(out).stream()
                        .filter(line -> line.contains("="))
                        .toList());
    }
}
