package io.moodstream.kit;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what a person has to do about a fault of the machine: a full disk, a folder that is read-only, too few files. */
public final class MachineFaults {
    /** What the libraries take that are unpacked into the temporary folder: ONNX Runtime, RocksDB and Kafka's codecs. */
    static final long TEMPORARY_BYTES = 64_000_000;

    /** How Linux, macOS and Windows say it, and a JVM that writes to a mapped file. */
    private static final Pattern FULL = Pattern.compile(
            "No space left on device|[Qq]uota exceeded|not enough space on the disk|unsafe memory access operation");

    private static final Pattern READ_ONLY = Pattern.compile(
            "Read-only file system|Permission denied|doesn't exist and couldn't be created|Access is denied");
    private static final Pattern FILES = Pattern.compile("Too many open files");

    private MachineFaults() {}

    /** Returns the sentence for a fault or one of its causes; empty if the machine is not to blame. */
    public static Optional<String> sentence(Throwable fault) {
        for (Throwable at = fault; at != null; at = at.getCause()) {
            String sentence = sentenceOf(at);
            if (sentence != null) {
                return Optional.of(sentence);
            }
        }
        return Optional.empty();
    }

    private static @Nullable String sentenceOf(Throwable fault) {
        String message = String.valueOf(fault.getMessage());
        if (FULL.matcher(message).find()) {
            return "a disk is full (" + detail(fault, "No space left on device")
                    + "); make room where STAGE_STATE_DIR, --data, --out and the temporary folder " + temporary()
                    + " are, and start it again: what Kafka has stored is not lost";
        }
        if (READ_ONLY.matcher(message).find()
                || fault instanceof AccessDeniedException
                || fault instanceof ReadOnlyFileSystemException) {
            return "a folder cannot be written (" + detail(fault, "Permission denied")
                    + "); expected one that this user may write to";
        }
        if (FILES.matcher(message).find()) {
            return "this process may not open more files (" + message
                    + "); give it more, such as `ulimit -n 4096` before it starts";
        }
        if (fault instanceof OutOfMemoryError) {
            return message.contains("native thread")
                    ? "it may not start more threads (" + message + "); give this user more processes, or more memory"
                    : "it needs more memory than it may have (" + message + "); give it more, or let it work on"
                            + " fewer frames at a time with STAGE_WORKERS: see Memory in docs/deployment.md";
        }
        return null;
    }

    private static String detail(Throwable fault, String otherwise) {
        if (fault instanceof FileSystemException file) {
            return file.getFile() + ": " + (file.getReason() == null ? otherwise : file.getReason());
        }
        return fault instanceof Error
                ? otherwise
                : String.valueOf(fault.getMessage()).replaceFirst("^([a-z]+\\.)+\\w+: ", "");
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /**
     * Checks that libraries can be unpacked into the temporary folder, as all parts do. Where they cannot, each library
     * says so in its own way.
     *
     * @throws ConfigurationException if the folder cannot be written, or has too little room
     */
    public static void requireTemporaryFolder() {
        Path folder = temporary();
        try {
            Files.delete(Files.createTempFile(folder, "moodstream", ""));
        } catch (IOException e) {
            throw new ConfigurationException(refused(folder, sentence(e).orElse(String.valueOf(e.getMessage()))));
        }
        long left = folder.toFile().getUsableSpace();
        if (left < TEMPORARY_BYTES) {
            throw new ConfigurationException(refused(folder, "it has " + left / 1_000_000 + " MB left"));
        }
    }

    private static String refused(Path folder, String why) {
        return "The temporary folder " + folder + ": " + why + "; expected " + TEMPORARY_BYTES / 1_000_000
                + " MB for libraries that are unpacked there: make room, or name another folder with"
                + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER";
    }
}
