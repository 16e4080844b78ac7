package io.moodstream.ingest.sources;

import java.time.Duration;

/**
 * Turns the time stamps of a video's pictures into positions that grow from picture to picture. A picture without a
 * stamp follows at the usual interval. One whose stamp is not later than the one before follows sooner, so that the
 * next good stamp is later. A jump is bridged at the usual interval: files that were joined, a recorder whose clock was set, a counter that begins anew.
 */
final class VideoClock {
    /** Stands for a missing time stamp. */
    static final long NONE = Long.MIN_VALUE;

    /** FFmpeg takes this for a jump, too ({@code -dts_delta_threshold}). */
    private static final long FORWARD = Duration.ofSeconds(10).toNanos() / 1000;

    /** A still picture may stand longer where the file says how long: screens that nobody touches. */
    private static final long LONGEST_STILL = Duration.ofMinutes(10).toNanos() / 1000;

    private static final long BACK = Duration.ofSeconds(1).toNanos() / 1000;

    /** The first repetition in a row follows after such a part of the interval, each further one after a part more. */
    private static final int PARTS = 8;

    private long offset = NONE;
    private long last = NONE;
    private long shown;
    private long repeated;
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
        if (now < last - BACK || now > last + shown + FORWARD) {
            jumps++;
            jumped = now - last;
            offset += expected - now;
            repeated = 0;
            return expected;
        }
        repeated = now > last ? 0 : Math.min(PARTS, repeated + 1);
        return repeated == 0 ? now : last + Math.max(1, interval * repeated / PARTS);
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
