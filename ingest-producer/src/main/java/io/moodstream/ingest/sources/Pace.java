package io.moodstream.ingest.sources;

import io.moodstream.kit.ConfigurationException;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * The pace at which sources are played.
 *
 * @param perSecond pictures a second, if not the source's own
 * @param max whether files play at full speed instead of waiting for each picture's time
 */
public record Pace(OptionalDouble perSecond, boolean max) {
    private static final double FASTEST = 1000;
    private static final Duration PAUSE_AFTER = Duration.ofSeconds(5);

    /**
     * Parses INGEST_FPS: empty for the source's own pace, a number of pictures a second, or {@code max}.
     *
     * @throws ConfigurationException if it is none of them
     */
    public static Pace of(String text) {
        if (text.isEmpty()) {
            return new Pace(OptionalDouble.empty(), false);
        }
        if (text.equals("max")) {
            return new Pace(OptionalDouble.empty(), true);
        }
        try {
            double perSecond = Double.parseDouble(text);
            if (perSecond > 0 && perSecond <= FASTEST) {
                return new Pace(OptionalDouble.of(perSecond), false);
            }
            throw new ConfigurationException(fault(text));
        } catch (NumberFormatException e) {
            throw new ConfigurationException(fault(text));
        }
    }

    /** Returns which pictures of a video or a live source are kept. */
    public Sampling sampling() {
        return perSecond.isPresent() ? Sampling.of(perSecond.getAsDouble()) : Sampling.all();
    }

    /** Returns how long a live source may deliver no picture before it counts as paused: five seconds, or two pictures. */
    public Duration pauseAfter() {
        Duration two = Duration.ofNanos(Math.round(2e9 / perSecond.orElse(FASTEST)));
        return two.compareTo(PAUSE_AFTER) > 0 ? two : PAUSE_AFTER;
    }

    private static String fault(String text) {
        return "INGEST_FPS=" + text + ": expected a number above 0 and up to 1000, or max, or nothing";
    }
}
