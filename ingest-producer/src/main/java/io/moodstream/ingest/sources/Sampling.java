package io.moodstream.ingest.sources;

import java.time.Duration;

/** Selects at most a number of pictures a second, evenly spaced by their positions; it never repeats one. */
final class Sampling {
    /** Positions are whole microseconds: three frames of 1/30 s end 1 us before a tenth of a second. */
    private static final double ROUNDING = 1e-3;

    private final double perSecond;
    private long taken = -1;

    private Sampling(double perSecond) {
        this.perSecond = perSecond;
    }

    /** Returns a sampling that keeps every picture. */
    static Sampling all() {
        return new Sampling(Double.POSITIVE_INFINITY);
    }

    /**
     * @param perSecond pictures a second, above zero
     */
    static Sampling of(double perSecond) {
        return new Sampling(perSecond);
    }

    /** Returns whether the picture at this position is kept; positions must not decrease. */
    public boolean keeps(Duration position) {
        if (perSecond == Double.POSITIVE_INFINITY) {
            return true;
        }
        long slot = (long) Math.floor(position.toNanos() / 1e9 * perSecond + ROUNDING);
        if (slot <= taken) {
            return false;
        }
        taken = slot;
        return true;
    }
}
