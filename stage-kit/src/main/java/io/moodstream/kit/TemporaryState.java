package io.moodstream.kit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Creates and deletes the state folder of a process for which none is set. Kafka's default is one folder for all
 * processes, in which a second instance on the machine cannot start. The state can be restored from Kafka, so the
 * folder is deleted when the process ends.
 */
final class TemporaryState {
    private static final String PREFIX = "moodstream-state-";

    private TemporaryState() {}

    /** Creates a folder. It is deleted when the process ends, too, if no stage has begun to use it. */
    static Path make() {
        try {
            Path folder = Files.createTempDirectory(PREFIX);
            folder.toFile().deleteOnExit(); // only what is empty is deleted so
            return folder;
        } catch (IOException e) {
            throw new ConfigurationException(
                    "STAGE_STATE_DIR is not set and a temporary folder cannot be created: " + e.getMessage());
        }
    }

    /** Deletes the folder, if it is a temporary one. */
    static void delete(Properties properties) {
        Path folder = Path.of(properties.getProperty(StreamsConfig.STATE_DIR_CONFIG, ""));
        if (!String.valueOf(folder.getFileName()).startsWith(PREFIX) || !Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
