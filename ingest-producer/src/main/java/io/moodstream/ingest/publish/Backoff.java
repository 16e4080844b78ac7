package io.moodstream.ingest.publish;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: doubling from half a second, each shortened at random by up to a half, so that many sources
 * that broke together do not come back together.
 *
 * @param longest upper bound
 * @param random where the jitter comes from
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
