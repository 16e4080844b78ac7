package io.moodstream.launcher.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives a process a disk without room in place of a folder: a small file system in memory, in a mount namespace of its
 * own, so that nobody else sees it and it is gone when the process is. Linux lets everybody have that, unless a container
 * or a rule of the system forbids it.
 */
final class FullDisk {
    /** What such a process says at last. */
    static final String REASON = "No space left on device";

    private static final List<List<String>> WAYS =
            List.of(List.of("unshare", "--user", "--map-root-user", "--mount"), List.of("unshare", "--mount"));

    private static final String SCRIPT = "mount -t tmpfs -o size=64k moodstream \"$0\" || exit 1\n"
            + "cat /dev/zero > \"$0/filler\" 2> /dev/null\n"
            + "exec \"$@\"\n";

    private final List<String> way;

    private FullDisk(List<String> way) {
        this.way = way;
    }

    /**
     * Returns the first way that works on this machine, if there is one.
     *
     * @param folder a new folder in it is used to find out
     */
    static Optional<FullDisk> find(Path folder) throws IOException, InterruptedException {
        Path tried = Files.createTempDirectory(folder, "disk");
        for (List<String> way : WAYS) {
            FullDisk disk = new FullDisk(way);
            if (succeeds(disk.command(tried, List.of("sh", "-c", "! echo word > \"$0/word\"", tried.toString())))) {
                return Optional.of(disk);
            }
        }
        return Optional.empty();
    }

    private static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    /** Returns the command that runs a command for which a folder is a full disk. */
    List<String> command(Path folder, List<String> command) {
        List<String> all = new ArrayList<>(way);
        all.addAll(List.of("sh", "-c", SCRIPT, folder.toString()));
        all.addAll(command);
        return all;
    }
}
