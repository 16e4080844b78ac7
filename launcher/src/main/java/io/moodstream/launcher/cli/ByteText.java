package io.moodstream.launcher.cli;

import java.util.Locale;

/** Numbers of bytes for people. */
public final class ByteText {
    private ByteText() {}

    /** In B, kB, MB or GB, powers of a thousand. */
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
