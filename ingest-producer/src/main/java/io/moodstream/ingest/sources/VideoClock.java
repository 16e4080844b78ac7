package io.moodstream.ingest.sources;

import java.time.Duration;

/**
 * Turns the time stamps of a video's pictures into positions that grow from picture to picture. A picture without a
 * stamp, or with one that is not later than the one before, follows at the usual interval. A jump is bridged in the
 * same way: files that were joined, a recorder whose clock was set, a counter that begins anew.
 */
final class VideoClock {
    /** Stands for a missing time stamp. */
    static final long NONE = Long.MIN_VALUE;

    /** FFmpeg takes this for a jump, too ({@code -dts_delta_threshold}). */
    private static final long FORWARD = Duration.ofSeconds(10).toNanos() / 1000;

    /** A still picture may stand longer where the file says how long: screens that nobody touches. */
    private static final long LONGEST_STILL = Duration.ofMinutes(10).toNanos() / 1000;

    private static final long BACK = Duration.ofSeconds(1).toNanos() / 1000;

    private long offset = NONE;
    private long last = NONE;
    private long shown;
    private long jumps;
    private long jumped;

    /**
     * Returns the position of the next picture.
     *
     * @param stamp microseconds, or {@link #NONE}
     * @param duration how long the picture is shown, microseconds; 0 if that is not known
     * @param interval the usual time from picture to picture, microseconds
     * @return microseconds since the first picture
     */
    long next(long stamp, long duration, long interval) {
        last = last == NONE ? first(stamp) : following(stamp, interval);
        shown = Math.min(duration, LONGEST_STILL);
        return last;
    }

    private long first(long stamp) {
        offset = stamp == NONE ? NONE : -stamp;
        return 0;
    }

    private long following(long stamp, long interval) {
        long expected = last + interval;
        if (stamp == NONE) {
            return expected;
        }
        if (offset == NONE) {
            offset = expected - stamp;
        }
        long now = stamp + offset;
        if (now < last - BACK || now > last + Math.max(FORWARD, shown + FORWARD)) {
            jumps++;
            jumped = now - last;
            offset += expected - now;
            return expected;
        }
        return now > last ? now : expected;
    }

    /** Returns how many jumps were bridged so far. */
    long jumps() {
        return jumps;
    }

    /** Returns the length of the last jump; negative if it went back. */
    Duration jumped() {
        return Duration.ofNanos(jumped * 1000);
    }
}
