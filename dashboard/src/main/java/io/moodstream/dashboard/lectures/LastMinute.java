package io.moodstream.dashboard.lectures;

/** Counts events of the last minute. */
final class LastMinute {
    static final int SECONDS = 60;

    private final int[] counts = new int[SECONDS];
    private long second = Long.MIN_VALUE;

    /** @param now the time in seconds; must not decrease */
    void add(long now, int count) {
        moveTo(now);
        counts[(int) Math.floorMod(now, (long) SECONDS)] += count;
    }

    /** @param now the time in seconds; must not decrease */
    int sum(long now) {
        moveTo(now);
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    private void moveTo(long now) {
        for (long passed = Math.max(second + 1, now - SECONDS + 1); passed <= now; passed++) {
            counts[(int) Math.floorMod(passed, (long) SECONDS)] = 0;
        }
        second = Math.max(second, now);
    }
}
