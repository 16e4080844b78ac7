package io.moodstream.kit;

import java.io.IOException;
import java.net.SocketException;
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

    private static final Pattern REFUSED = Pattern.compile(
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
        if (isRefused(fault, message)) {
            return "a file or folder may not be used (" + detail(fault, "Permission denied")
                    + "); expected one that this user may read, and write where something is stored";
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

    /** A socket says "Permission denied", too, where a port is reserved or a firewall forbids an address. */
    private static boolean isRefused(Throwable fault, String message) {
        return (REFUSED.matcher(message).find() && !(fault instanceof SocketException))
                || fault instanceof AccessDeniedException
                || fault instanceof ReadOnlyFileSystemException;
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
        requireTemporaryFolder(temporary(), TEMPORARY_BYTES);
    }

    static void requireTemporaryFolder(Path folder, long bytes) {
        try {
            Files.delete(Files.createTempFile(folder, "moodstream", ""));
        } catch (IOException e) {
            throw new ConfigurationException(
                    refused(folder, bytes, "no file can be made (" + detail(e, "Permission denied") + ")"));
        }
        long left = folder.toFile().getUsableSpace();
        if (left < bytes) {
            throw new ConfigurationException(refused(folder, bytes, "it has " + left / 1_000_000 + " MB left"));
        }
    }

    private static String refused(Path folder, long bytes, String why) {
        return "The temporary folder " + folder + ": " + why + "; expected " + bytes / 1_000_000
                + " MB for libraries that are unpacked there: make room, or name another folder with"
                + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER";
    }
}
