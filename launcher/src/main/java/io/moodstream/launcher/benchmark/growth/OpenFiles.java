package io.moodstream.launcher.benchmark.growth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The open files of a process, as Linux lists them.
 *
 * @param files files, folders and devices
 * @param others sockets, pipes and the system's own events
 */
record OpenFiles(int files, int others) {

    /** Counts them; nothing where the system does not list them. */
    static Optional<OpenFiles> of(long process) {
        Path folder = Path.of("/proc", Long.toString(process), "fd");
        if (!Files.isReadable(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> links = Files.list(folder)) {
            List<Path> all = links.toList();
            int files = (int) all.stream().filter(OpenFiles::isFile).count();
            return Optional.of(new OpenFiles(files, all.size() - files));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isFile(Path link) {
        try {
            return Files.readSymbolicLink(link).isAbsolute();
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }
}
