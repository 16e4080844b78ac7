package io.moodstream.dashboard.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** Limits how often each client may do something per minute or hour; bursts are allowed (token bucket). */
public final class RateLimits {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final long MOST_CLIENTS = 100_000;

    private final String what;
    private final LoadingCache<String, Bucket> buckets;

    /**
     * Creates a limit per minute.
     *
     * @param what the limited thing, in the plural
     * @param perMinute how many a client may have per minute
     */
    public RateLimits(String what, int perMinute) {
        this(what, perMinute, MINUTE);
    }

    /** @param most how many a client may have per period */
    RateLimits(String what, int most, Duration period) {
        this.what = what;
        this.buckets = Caffeine.newBuilder()
                .expireAfterAccess(period.multipliedBy(2)) // the bucket is full again by then
                .maximumSize(MOST_CLIENTS)
                .build(client -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(most).refillGreedy(most, period))
                        .build());
    }

    /**
     * Counts one for a client.
     *
     * @throws Problem 429 with the seconds to wait if the limit is exceeded
     */
    public void take(String client) {
        var probe = buckets.get(client).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw tooMany(probe.getNanosToWaitForRefill());
        }
    }

    private Problem tooMany(long nanos) {
        long seconds = Math.max(1, (nanos + 999_999_999) / 1_000_000_000);
        return Problem.of(429, "Too many " + what + " from you; try again in " + seconds + " s")
                .with("retryAfter", seconds);
    }
}
