package io.moodstream.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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
        if (temporary) {
            Folders.delete(path);
        }
    }
}
