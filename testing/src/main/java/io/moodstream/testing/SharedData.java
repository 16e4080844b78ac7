package io.moodstream.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds test data that is not part of the project: in {@code MOODSTREAM_SHARED}, or in {@code ../shared} seen from the
 * project's root.
 */
public final class SharedData {
    private SharedData() {}

    /** Returns the file or folder with this name; if it is missing, the test is reported as skipped. */
    public static Path require(String name) {
        Optional<Path> found = find(name);
        Assumptions.assumeTrue(
                found.isPresent(), () -> "needs " + name + " in ../shared or $MOODSTREAM_SHARED, which is not here");
        return found.orElseThrow();
    }

    /** Returns the file or folder with this name, if there is one. */
    public static Optional<Path> find(String name) {
        String place = System.getenv("MOODSTREAM_SHARED");
        Path shared = place == null ? projectRoot().resolveSibling("shared") : Path.of(place);
        return Optional.of(shared.resolve(name)).filter(Files::exists);
    }

    /** Returns the project's root folder: the nearest one above with a {@code .mvn}. */
    public static Path projectRoot() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        throw new IllegalStateException("No .mvn above " + Path.of("").toAbsolutePath());
    }
}
