package io.moodstream.launcher.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The level of moodstream's own log, which {@code logback.xml} takes from the environment. */
public final class LogLevel {
    /** The variable of the environment. */
    public static final String KEY = "MOODSTREAM_LOG";

    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

    private LogLevel() {}

    /** Returns what is wrong with a value; Logback itself would take it for DEBUG. */
    public static Optional<String> fault(@Nullable String value) {
        return value == null || LEVELS.contains(value.toUpperCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(KEY + "=" + value + ": expected " + String.join(", ", LEVELS));
    }
}
