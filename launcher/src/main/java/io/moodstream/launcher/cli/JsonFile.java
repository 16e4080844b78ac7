package io.moodstream.launcher.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a result to a JSON file: completely or not at all. */
public final class JsonFile {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonFile() {}

    /** Writes the file beside its place and moves it there, so that nobody reads half of it. */
    public static void write(Path file, Object result) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(unfinished, MAPPER.writeValueAsString(result) + "\n");
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
