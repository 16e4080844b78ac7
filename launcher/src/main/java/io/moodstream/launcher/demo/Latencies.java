package io.moodstream.launcher.demo;

/** Counts latencies by the millisecond and tells their percentiles. Safe for use by several threads. */
public final class Latencies {
    /** Everything above is counted as this, milliseconds. */
    static final int LONGEST = 600_000;

    private final int[] counts = new int[LONGEST + 1];
    private long total;

    /** Counts one latency. */
    public synchronized void add(long millis) {
        counts[(int) Math.max(0, Math.min(LONGEST, millis))]++;
        total++;
    }

    /**
     * The nearest-rank percentile.
     *
     * @param share 0.5 for the median
     * @return milliseconds; 0 when nothing was counted
     */
    public synchronized long percentile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int millis = 0; millis <= LONGEST; millis++) {
            seen += counts[millis];
            if (total > 0 && seen >= rank) {
                return millis;
            }
        }
        return 0;
    }
}
