package io.moodstream.dashboard.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads files from this jar. */
public final class Resources {
    private Resources() {}

    /**
     * Returns the bytes of a file.
     *
     * @param path the path from the root of the class path, such as /web/index.html
     */
    public static byte[] read(String path) {
        try (InputStream in = Resources.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not in this build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
