package io.moodstream.kit.text;

import java.time.Duration;
import java.util.Locale;

/** Writes durations for people. */
public final class DurationText {
    private DurationText() {}

    /** Formats a duration for people: 45 s, 3 min 5 s, 1 h 2 min. */
    public static String of(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
