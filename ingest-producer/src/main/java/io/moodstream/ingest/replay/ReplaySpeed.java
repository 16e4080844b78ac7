package io.moodstream.ingest.replay;

import io.moodstream.kit.ConfigurationException;
import java.time.Duration;

/**
 * The speed of a replay.
 *
 * @param factor recorded seconds in a second; infinite for full speed
 */
public record ReplaySpeed(double factor) {
    /** The original speed. */
    public static final ReplaySpeed ORIGINAL = new ReplaySpeed(1);

    /** Full speed. */
    public static final ReplaySpeed MAX = new ReplaySpeed(Double.POSITIVE_INFINITY);

    /**
     * Parses {@code max} or a number above 0.
     *
     * @throws ConfigurationException if it is neither
     */
    public static ReplaySpeed of(String text) {
        if (text.equals("max")) {
            return MAX;
        }
        try {
            double factor = Double.parseDouble(text);
            if (factor > 0 && Double.isFinite(factor)) {
                return new ReplaySpeed(factor);
            }
        } catch (NumberFormatException e) {
            throw new ConfigurationException(fault(text));
        }
        throw new ConfigurationException(fault(text));
    }

    private static String fault(String text) {
        return "--speed=" + text + ": expected a number above 0, such as 1, 2 or 10, or max";
    }

    /** Returns how long a recorded time takes. */
    Duration of(Duration recorded) {
        return Duration.ofMillis(Math.round(recorded.toMillis() / factor));
    }
}
