package io.moodstream.launcher.cli;

import ch.qos.logback.core.PropertyDefinerBase;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The level of moodstream's own log, of the environment; {@code logback.xml} takes it from here. */
public final class LogLevel extends PropertyDefinerBase {
    /** The variable of the environment. */
    public static final String KEY = "MOODSTREAM_LOG";

    private static final String USUAL = "INFO";
    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", USUAL, "WARN", "ERROR");

    /** Called by Logback. */
    public LogLevel() {}

    @Override
    public String getPropertyValue() {
        String value = System.getenv(KEY);
        return value == null || value.isBlank() ? USUAL : value;
    }

    /** Returns what is wrong with a value, in place of which Logback would take DEBUG. */
    public static Optional<String> fault(@Nullable String value) {
        return value == null || value.isBlank() || LEVELS.contains(value.toUpperCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(KEY + "=" + value + ": expected " + String.join(", ", LEVELS));
    }
}
