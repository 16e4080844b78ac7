package io.moodstream.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a demo keeps the broker's data and the stages' state: a folder of the user's, which stays, or a temporary one.
 *
 * @param path the folder
 * @param temporary whether it goes when this is closed
 */
record DemoFolder(Path path, boolean temporary) implements AutoCloseable {

    static DemoFolder of(Optional<Path> kept) throws IOException {
        return kept.isPresent()
                ? new DemoFolder(kept.get().toAbsolutePath(), false)
                : new DemoFolder(Files.createTempDirectory("moodstream-demo-"), true);
    }

    Path state() {
        return path.resolve("state");
    }

    @Override
    public void close() throws IOException {
        if (!temporary || !Files.exists(path)) {
            return;
        }
        try (Stream<Path> everything = Files.walk(path)) {
            List<Path> deepestFirst =
                    everything.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        }
    }
}
