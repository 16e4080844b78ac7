package io.moodstream.dashboard.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** So many a minute, or an hour, for each client, all at once if it likes (token bucket). */
public final class RateLimits {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long MOST_CLIENTS = 100_000;

    private final String what;
    private final LoadingCache<String, Bucket> buckets;

    /**
     * A limit.
     *
     * @param what is limited, in the plural
     * @param perMinute how many of it
     */
    public RateLimits(String what, int perMinute) {
        this(what, perMinute, MINUTE);
    }

    /** @param most of it in each period */
    RateLimits(String what, int most, Duration period) {
        this.what = what;
        this.buckets = Caffeine.newBuilder()
                .expireAfterAccess(period.multipliedBy(2)) // full again by then
                .maximumSize(MOST_CLIENTS)
                .build(client -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(most).refillGreedy(most, period))
                        .build());
    }

    /**
     * Counts one.
     *
     * @throws Problem 429 with the seconds to wait if there have been too many
     */
    public void take(String client) {
        var probe = buckets.get(client).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw tooMany(probe.getNanosToWaitForRefill());
        }
    }

    /**
     * Counts none, only looks.
     *
     * @throws Problem as {@link #take}
     */
    void requireRoom(String client) {
        var probe = buckets.get(client).estimateAbilityToConsume(1);
        if (!probe.canBeConsumed()) {
            throw tooMany(probe.getNanosToWaitForRefill());
        }
    }

    private Problem tooMany(long nanos) {
        long seconds = Math.max(1, (nanos + 999_999_999) / 1_000_000_000);
        return Problem.of(429, "Too many " + what + " from you; try again in " + seconds + " s")
                .with("retryAfter", seconds);
    }
}
