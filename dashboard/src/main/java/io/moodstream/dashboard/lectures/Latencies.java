package io.moodstream.dashboard.lectures;

import io.moodstream.dashboard.lectures.HealthJson.LatencyJson;
import org.jspecify.annotations.Nullable;

/** Times of the last minute, counted in steps of 5 %: as small for a thousand cameras as for one. */
final class Latencies {
    private static final double STEP = Math.log(1.05);
    private static final int STEPS = 300; // up to half an hour

    private final short[][] seconds = new short[LastMinute.SECONDS][];
    private long second = Long.MIN_VALUE;

    /** @param now seconds; never less than before */
    void add(long now, long millis) {
        moveTo(now);
        int slot = slot(now);
        short[] counts = seconds[slot];
        if (counts == null) {
            counts = new short[STEPS];
            seconds[slot] = counts;
        }
        int step = (int) Math.round(Math.log1p(Math.max(0, millis)) / STEP);
        counts[Math.min(step, STEPS - 1)]++;
    }

    /** @param now seconds; never less than before */
    @Nullable
    LatencyJson sum(long now) {
        moveTo(now);
        long[] sums = new long[STEPS];
        long all = 0;
        for (short[] counts : seconds) {
            for (int step = 0; counts != null && step < STEPS; step++) {
                sums[step] += Short.toUnsignedInt(counts[step]);
                all += Short.toUnsignedInt(counts[step]);
            }
        }
        return all == 0 ? null : new LatencyJson(atMost(sums, all, 0.5), atMost(sums, all, 0.99));
    }

    private static long atMost(long[] sums, long all, double part) {
        long left = (long) Math.ceil(all * part);
        int step = 0;
        while (left > sums[step]) {
            left -= sums[step++];
        }
        return Math.round(Math.expm1(step * STEP));
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
