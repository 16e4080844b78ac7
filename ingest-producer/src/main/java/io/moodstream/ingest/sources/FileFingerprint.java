package io.moodstream.ingest.sources;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Computes the fingerprint of a file as a source: it stays the same as long as each picture has the same number and
 * position. A folder counts as a file.
 */
public final class FileFingerprint {
    private FileFingerprint() {}

    /**
     * Returns the SHA-256, hexadecimal, of the place (without the secrets of an address), its length, size and time of
     * change, and the pace at which it is read; empty if the source is live.
     *
     * @param source the open source at this place
     */
    public static String of(Place place, FrameSource source, SourceOptions options) {
        if (source.live()) {
            return "";
        }
        String text = String.join(
                "\n",
                place instanceof Place.LocalPath local ? describe(local.path()) : place.toString(),
                source.length().toString(),
                options.pace().perSecond().toString(),
                Double.toString(options.folderFps()));
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String describe(Path path) {
        File file = path.toAbsolutePath().normalize().toFile();
        return file + "\n" + file.length() + "\n" + file.lastModified();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
