package io.moodstream.kit;

import org.HdrHistogram.IntCountsHistogram;

/**
 * Counts latencies and returns their percentiles, in memory that grows with the longest latency and not with their
 * number. Safe for use by several threads.
 */
public final class Latencies {
    /** The largest latency, milliseconds; larger ones count as this. */
    static final int LONGEST = 3_600_000;

    private final IntCountsHistogram counts;

    /** Creates a counter that keeps three significant digits of each latency, in at most 60 kB. */
    public Latencies() {
        this(3);
    }

    /**
     * Creates a counter that keeps the given number of digits.
     *
     * @param digits significant digits of each latency that are kept; 2 take at most 9 kB
     */
    public Latencies(int digits) {
        this.counts = new IntCountsHistogram(digits);
        counts.setAutoResize(true);
    }

    /** Counts a latency. */
    public synchronized void add(long millis) {
        counts.recordValue(Math.max(0, Math.min(LONGEST, millis)));
    }

    /** Adds all latencies that another counter has counted. */
    public void addAll(Latencies other) {
        IntCountsHistogram theirs;
        synchronized (other) {
            theirs = other.counts.copy();
        }
        synchronized (this) {
            counts.add(theirs);
        }
    }

    /** Returns whether nothing was counted. */
    public synchronized boolean isEmpty() {
        return counts.getTotalCount() == 0;
    }

    /**
     * Returns the nearest-rank percentile.
     *
     * @param share 0.5 for the median
     * @return milliseconds; 0 if nothing was counted
     */
    public synchronized long percentile(double share) {
        return Math.min(LONGEST, counts.getValueAtPercentile(100 * share));
    }
}
