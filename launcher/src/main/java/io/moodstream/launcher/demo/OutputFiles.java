package io.moodstream.launcher.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.MachineFaults;
import io.moodstream.launcher.cli.JsonFile;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The folder of {@code --out}: one file of JSON lines a topic, and a summary. */
final class OutputFiles implements AutoCloseable {
    private final Path folder;
    private final Map<Topic<?, ?>, Writer> files = new HashMap<>();

    private OutputFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Refuses a file, before anything starts.
     *
     * @return what to tell the user, if the folder has the results of an earlier run
     */
    static Optional<String> check(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new ConfigurationException("--out=" + folder + ": is a file; expected a folder");
        }
        return Topics.ALL.stream().anyMatch(topic -> Files.exists(folder.resolve(file(topic))))
                ? Optional.of("--out=" + folder + ": the results of an earlier run there are replaced")
                : Optional.empty();
    }

    /**
     * Creates the folder and an empty file for each topic, so that a topic without records has a file, too.
     *
     * @throws ConfigurationException if a file cannot be created
     */
    static OutputFiles open(Path folder, List<Topic<?, ?>> topics) {
        OutputFiles out = new OutputFiles(folder);
        try {
            Files.createDirectories(folder);
            for (Topic<?, ?> topic : topics) {
                out.files.put(topic, Files.newBufferedWriter(folder.resolve(file(topic))));
            }
            return out;
        } catch (IOException e) {
            throw new ConfigurationException("--out=" + folder + ": cannot write there: "
                    + MachineFaults.sentence(e).orElse(String.valueOf(e.getMessage())));
        }
    }

    private static String file(Topic<?, ?> topic) {
        return topic.name() + ".jsonl";
    }

    /** Appends a record to its topic's file. */
    void write(Topic<?, ?> topic, ObjectNode record) throws IOException {
        Writer file = files.get(topic);
        if (file != null) {
            file.write(record.toString());
            file.write('\n');
        }
    }

    /** Flushes the files, so that others can read them. */
    void flush() throws IOException {
        for (Writer file : files.values()) {
            file.flush();
        }
    }

    /** Writes the summary, completely or not at all. */
    void write(DemoSummary summary) throws IOException {
        JsonFile.write(folder.resolve("summary.json"), summary);
    }

    @Override
    public void close() throws IOException {
        for (Writer file : files.values()) {
            file.close();
        }
    }
}
