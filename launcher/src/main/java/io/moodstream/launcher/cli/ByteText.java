package io.moodstream.launcher.cli;

import java.util.Locale;

/** Formats numbers of bytes for people. */
public final class ByteText {
    private ByteText() {}

    /** Returns the size in B, kB, MB or GB, which are powers of a thousand. */
    public static String of(double bytes) {
        if (bytes < 1000) {
            return String.format(Locale.ROOT, "%.0f B", bytes);
        }
        return bytes < 1e6
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : bytes < 1e9
                        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                        : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }
}
