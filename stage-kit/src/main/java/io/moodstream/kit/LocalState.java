package io.moodstream.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder in which a stage has a copy of some of its state; the state itself is in Kafka. */
final class LocalState {
    private static final Logger LOG = LoggerFactory.getLogger(LocalState.class);
    private static final String TEMPORARY = "moodstream-state-";

    private final String stage;
    private final Path folder;

    /** Is there while no stage uses the folder, and the copy is good; holds the version of Kafka that made it. */
    private final Path mark;

    private boolean begun;

    /** @param properties of the stage, which name its folder */
    LocalState(Properties properties) {
        this.stage = properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
        this.folder = Path.of(properties.getProperty(StreamsConfig.STATE_DIR_CONFIG));
        this.mark = folder.resolve(stage + ".in-order");
    }

    /**
     * Creates a folder for a process for which none is set: in Kafka's default, one folder for all processes, a second
     * instance on the machine cannot start. It is deleted when the process ends, too, if no stage has begun to use it.
     */
    static Path temporary() {
        try {
            Path folder = Files.createTempDirectory(TEMPORARY);
            folder.toFile().deleteOnExit(); // only what is empty is deleted so
            return folder;
        } catch (IOException e) {
            throw new ConfigurationException(
                    "STAGE_STATE_DIR is not set and a temporary folder cannot be created: " + e.getMessage());
        }
    }

    /**
     * Begins to use the folder, and deletes what a stage that was killed, or one of another version, has left there.
     * Exactly once, Kafka Streams uses nothing of that either, but finds it task by task when it is given them: each time
     * it undoes what the thread has under way, and has the instances share the tasks anew. To be called before
     * {@code KafkaStreams} starts.
     *
     * @throws ProcessorStateException if the folder cannot be used
     */
    void begin() {
        try {
            Files.createDirectories(folder);
            // Kafka 4.2 cannot open what 4.3 has made.
            boolean inOrder = Files.exists(mark) && Files.readString(mark).equals(AppInfoParser.getVersion());
            Files.deleteIfExists(mark);
            boolean ofAnEarlierVersion = Files.deleteIfExists(folder.resolve(stage + ".in-use"));
            if (!inOrder || ofAnEarlierVersion) {
                deleteTasks();
            }
        } catch (IOException e) {
            throw new ProcessorStateException("STAGE_STATE_DIR=" + folder + " cannot be used", e);
        }
        begun = true;
    }

    /** Deletes the folders that Kafka Streams made for its tasks, and keeps its files, which say whose they are. */
    private void deleteTasks() throws IOException {
        List<Path> tasks = tasks();
        if (!tasks.isEmpty()) {
            LOG.info("{} deletes a copy of what it remembers that may not be good, and reads it from Kafka", stage);
        }
        for (Path task : tasks) {
            delete(task);
        }
    }

    private List<Path> tasks() throws IOException {
        Path tasks = folder.resolve(stage);
        if (!Files.exists(tasks)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(tasks)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    /**
     * Ends the use of the folder, and deletes it if it is a temporary one.
     *
     * @param inOrder whether the copy is good, so that the next process may go on with it
     */
    void end(boolean inOrder) {
        try {
            if (isTemporary()) {
                delete(folder);
            } else if (begun && inOrder) {
                Files.writeString(mark, AppInfoParser.getVersion());
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} could not write to {} at its end: {}", stage, folder, e.getMessage());
        }
    }

    /**
     * Gives up the folder while a thread that did not stop still uses it: a temporary one is deleted when the process ends,
     * as far as that thread lets it.
     */
    void discard() {
        if (isTemporary()) {
            try {
                Runtime.getRuntime().addShutdownHook(new Thread(this::deleteQuietly));
            } catch (IllegalStateException e) {
                deleteQuietly(); // it ends already
            }
        }
    }

    private void deleteQuietly() {
        try {
            delete(folder);
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} could not delete {}", stage, folder, e);
        }
    }

    private boolean isTemporary() {
        return String.valueOf(folder.getFileName()).startsWith(TEMPORARY);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
