package io.moodstream.dashboard.lectures;

import io.moodstream.dashboard.lectures.HealthJson.LatencyJson;
import io.moodstream.kit.Latencies;
import org.jspecify.annotations.Nullable;

/** The latencies of the last minute: as small for a thousand cameras as for one. */
final class RecentLatencies {
    private static final int DIGITS = 2;

    private final @Nullable Latencies[] seconds = new Latencies[LastMinute.SECONDS];
    private long second = Long.MIN_VALUE;

    /** @param now seconds; never less than before */
    void add(long now, long millis) {
        moveTo(now);
        int slot = slot(now);
        Latencies counted = seconds[slot];
        if (counted == null) {
            counted = new Latencies(DIGITS);
            seconds[slot] = counted;
        }
        counted.add(millis);
    }

    /** @param now seconds; never less than before */
    @Nullable
    LatencyJson sum(long now) {
        moveTo(now);
        Latencies all = new Latencies(DIGITS);
        for (Latencies counted : seconds) {
            if (counted != null) {
                all.addAll(counted);
            }
        }
        return all.isEmpty() ? null : new LatencyJson(all.percentile(0.5), all.percentile(0.99));
    }

    private void moveTo(long now) {
        for (long passed = Math.max(second + 1, now - LastMinute.SECONDS + 1); passed <= now; passed++) {
            seconds[slot(passed)] = null;
        }
        second = Math.max(second, now);
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) LastMinute.SECONDS);
    }
}
