package io.moodstream.launcher.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that tests throw away. */
final class Folders {
    private Folders() {}

    /** Deletes a folder and what is in it, as far as nobody still writes there. */
    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            deepestFirst.forEach(path -> path.toFile().delete());
        } catch (IOException | java.io.UncheckedIOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
