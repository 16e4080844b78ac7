package io.moodstream.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds the folder of the broker's data and, in a demo, of the stages' state: the user's, which is kept, or a temporary
 * one.
 *
 * @param path the folder
 * @param temporary whether {@link #close} deletes it
 */
public record BrokerDataDir(Path path, boolean temporary) implements AutoCloseable {

    /** Returns the given folder, or a new temporary one. */
    public static BrokerDataDir of(Optional<Path> kept) throws IOException {
        return kept.isPresent()
                ? new BrokerDataDir(kept.get().toAbsolutePath(), false)
                : new BrokerDataDir(Files.createTempDirectory("moodstream-demo-"), true);
    }

    /** Returns the folder of the stages' state. */
    public Path state() {
        return path.resolve("state");
    }

    /** Returns the folder of the broker's data. */
    public Path kafka() {
        return path.resolve("kafka");
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
