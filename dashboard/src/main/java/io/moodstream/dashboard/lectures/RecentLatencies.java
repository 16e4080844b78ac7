package io.moodstream.dashboard.lectures;

import io.moodstream.dashboard.lectures.HealthJson.LatencyJson;
import io.moodstream.kit.Latencies;
import org.jspecify.annotations.Nullable;

/**
 * The latencies of the last 50 to 60 seconds: as small for a thousand cameras as for one. They are counted in spans of
 * ten seconds, because a histogram takes some kilobytes and the dashboard keeps a thousand lectures.
 */
final class RecentLatencies {
    private static final int DIGITS = 2;

    private static final int SPAN_SECONDS = 10;

    private final @Nullable Latencies[] spans = new Latencies[LastMinute.SECONDS / SPAN_SECONDS];
    private long span = Long.MIN_VALUE;

    /** @param now seconds; never less than before */
    void add(long now, long millis) {
        moveTo(now);
        int slot = slot(span);
        Latencies counted = spans[slot];
        if (counted == null) {
            counted = new Latencies(DIGITS);
            spans[slot] = counted;
        }
        counted.add(millis);
    }

    /** @param now seconds; never less than before */
    @Nullable
    LatencyJson sum(long now) {
        moveTo(now);
        Latencies all = new Latencies(DIGITS);
        for (Latencies counted : spans) {
            if (counted != null) {
                all.addAll(counted);
            }
        }
        return all.isEmpty() ? null : new LatencyJson(all.percentile(0.5), all.percentile(0.99));
    }

    private void moveTo(long now) {
        long current = Math.max(span, Math.floorDiv(now, (long) SPAN_SECONDS));
        for (long passed = Math.max(span + 1, current - spans.length + 1); passed <= current; passed++) {
            spans[slot(passed)] = null;
        }
        span = current;
    }

    private int slot(long of) {
        return (int) Math.floorMod(of, (long) spans.length);
    }
}
