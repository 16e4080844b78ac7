package io.moodstream.ingest.publish;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Computes pauses between attempts: they double from half a second, and each is shortened at random by up to a half, so
 * that many sources that broke together do not reconnect together.
 *
 * @param longest upper bound
 * @param random source of the jitter
 */
public record Backoff(Duration longest, RandomGenerator random) {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final int MOST_DOUBLINGS = 20;

    /**
     * @param attempt 0 for the first
     */
    Duration before(int attempt) {
        long full = Math.min(longest.toMillis(), FIRST.toMillis() << Math.min(attempt, MOST_DOUBLINGS));
        return Duration.ofMillis(Math.round(full * (1 - random.nextDouble() / 2)));
    }
}
