package io.moodstream.dashboard.lectures;

/** How many of something there were in the last minute. */
final class LastMinute {
    static final int SECONDS = 60;

    private final int[] counts = new int[SECONDS];
    private long second = Long.MIN_VALUE;

    /** @param now seconds; never less than before */
    void add(long now, int count) {
        moveTo(now);
        counts[(int) Math.floorMod(now, (long) SECONDS)] += count;
    }

    /** @param now seconds; never less than before */
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
