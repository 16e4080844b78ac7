package io.moodstream.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;

/**
 * Compares a text with one that is checked in, so that it changes on purpose only. To accept a change, run the test
 * with {@code -Dgolden.accept=true} and review the difference in git.
 */
public final class Golden {
    private Golden() {}

    /**
     * Fails unless the texts are equal.
     *
     * @param file path under the module's {@code src/test/resources}
     * @param actual the text that the code produces now
     */
    public static void assertMatches(String file, String actual) {
        Path golden = Path.of("src/test/resources", file);
        try {
            if (Boolean.getBoolean("golden.accept")) {
                Files.createDirectories(golden.getParent());
                Files.writeString(golden, actual);
            }
            Assertions.assertEquals(
                    Files.readString(golden), actual, () -> golden + " differs from what the code produces");
        } catch (IOException e) {
            Assertions.fail("Cannot read " + golden + "; write it with -Dgolden.accept=true", e);
        }
    }
}
