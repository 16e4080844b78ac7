package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults as systems and libraries reported them where the machine was made to have them. */
class MachineFaultsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "No space left on device",
                "While appending to file: /state/rocksdb/moods/000012.log: No space left on device",
                "Disk quota exceeded",
                "There is not enough space on the disk",
                "java.io.IOException: No space left on device"
            })
    void aFullDiskIsNamed(String message) {
        assertThat(said(new ProcessorStateException("Error", new IOException(message))))
                .startsWith("recommender stopped: a disk is full (")
                .contains("make room where STAGE_STATE_DIR", System.getProperty("java.io.tmpdir"))
                .contains("what Kafka has stored is not lost")
                .doesNotContain("java.io.IOException");
    }

    @Test
    void aFileThatIsMappedIntoMemoryFindsADiskFullInItsOwnWords() {
        assertThat(said(new InternalError("a fault occurred in a recent unsafe memory access operation")))
                .contains("a disk is full (No space left on device)");
    }

    @Test
    void aFileOrFolderThatMayNotBeUsedIsNamed() {
        assertThat(said(new FileSystemException("/state/x", null, "Read-only file system")))
                .contains(
                        "a file or folder may not be used (/state/x: Read-only file system); expected one that this user"
                                + " may read, and write where something is stored");
        assertThat(said(new AccessDeniedException("/state/x"))).contains("(/state/x: Permission denied)");
        assertThat(said(new ProcessorStateException("state directory [/s] doesn't exist and couldn't be created")))
                .contains("a file or folder may not be used (state directory [/s] doesn't exist");
    }

    @Test
    void tooFewFilesAreNamedWithWhatToDo() {
        assertThat(said(new StreamsException("Error", new IOException("while open a file: Too many open files"))))
                .contains("this process may not open more files (", "ulimit -n 4096");
    }

    @Test
    void tooLittleMemoryIsNamedWithWhatToDo() {
        assertThat(said(new OutOfMemoryError("Java heap space"))).contains("(Java heap space)", "STAGE_WORKERS");
        assertThat(said(new OutOfMemoryError("Physical memory usage is too high: physicalBytes (100M) >")))
                .contains("it needs more memory than it may have", "Memory in docs/deployment.md");
        assertThat(said(new OutOfMemoryError("unable to create native thread: possibly out of memory")))
                .contains("it may not start more threads");
    }

    @Test
    void otherFaultsSpeakForThemselves() {
        assertThat(MachineFaults.sentence(new SocketException("Permission denied")))
                .as("a port or an address")
                .isEmpty();
        assertThat(MachineFaults.sentence(new IOException("the model is gone"))).isEmpty();
    }

    @Test
    void aTemporaryFolderThatCannotBeUsedIsNamedBeforeLibrariesAreUnpackedThere(@TempDir Path folder) throws Exception {
        assertThatCode(() -> MachineFaults.requireTemporaryFolder(folder, 1)).doesNotThrowAnyException();
        assertThat(folder).isEmptyDirectory();

        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> MachineFaults.requireTemporaryFolder(file, 64_000_000))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The temporary folder " + file + ": no file can be made (")
                .hasMessageContainingAll("; expected 64 MB for libraries", "-Djava.io.tmpdir=FOLDER");
    }

    @Test
    void aTemporaryFolderWithTooLittleRoomIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> MachineFaults.requireTemporaryFolder(folder, Long.MAX_VALUE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("The temporary folder " + folder + ": it has ", " MB left; expected ");
    }

    private static String said(Throwable fault) {
        return String.valueOf(new StageFailedException("recommender", fault).getMessage());
    }
}
