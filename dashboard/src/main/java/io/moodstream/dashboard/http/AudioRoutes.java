package io.moodstream.dashboard.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serves the audio files of an operator's catalogue, whole or in parts, as players ask for them. */
public final class AudioRoutes implements Routes {
    private static final Map<String, String> TYPES = Map.of(
            "mp3", "audio/mpeg",
            "m4a", "audio/mp4",
            "ogg", "audio/ogg",
            "opus", "audio/ogg",
            "flac", "audio/flac",
            "wav", "audio/wav");

    private final Optional<Path> folder;

    /**
     * Creates the routes.
     *
     * @param folder where the files are; without it there are none
     */
    public AudioRoutes(Optional<Path> folder) {
        this.folder = folder;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/audio/{file}", this::file);
    }

    private void file(Context ctx) throws IOException {
        String name = ctx.pathParam("file");
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        Path file = folder.isEmpty() ? null : inside(folder.get(), name);
        if (type == null || file == null || !Files.isRegularFile(file)) {
            throw Problem.of(404, "There is no audio file " + name);
        }
        ctx.header("Cache-Control", "max-age=3600");
        ctx.writeSeekableStream(Files.newInputStream(file), type, Files.size(file));
    }

    /** Returns a file of the folder, also if links lead there; null if it lies elsewhere. */
    private static @Nullable Path inside(Path folder, String name) {
        try {
            Path file = folder.resolve(name).toRealPath();
            return file.startsWith(folder.toRealPath()) ? file : null;
        } catch (IOException | IllegalArgumentException e) {
            return null; // there is none
        }
    }
}
