package io.moodstream.ingest.publish;

import io.moodstream.kit.ClockWatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clock of this machine. Frames carry its time, so it warns when that jumps. Safe for use by several threads. */
final class WallClock implements Timing {
    private static final Logger LOG = LoggerFactory.getLogger(WallClock.class);

    /** What is corrected without a word: no window of a mood is that long by default. */
    private static final Duration JUMP = Duration.ofMinutes(1);

    private final CountDownLatch stop;
    private final ClockWatch watch;

    /**
     * @param stop ends all waiting when it opens
     * @param wall the time of day, which may be set
     * @param nanos nanoseconds that only ever pass
     */
    WallClock(CountDownLatch stop, InstantSource wall, LongSupplier nanos) {
        this.stop = stop;
        this.watch = new ClockWatch(wall, nanos);
    }

    @Override
    public synchronized Instant now() {
        Duration jump = watch.jump();
        if (jump.compareTo(JUMP) > 0) {
            LOG.warn(
                    "This machine's clock has jumped ahead by {} min, or the machine was asleep; there are no frames of the"
                            + " time between",
                    jump.toMinutes());
        } else if (jump.negated().compareTo(JUMP) > 0) {
            LOG.warn(
                    "This machine's clock has jumped back by {} min; moods of a lecture that runs go on when the clock has"
                            + " caught up: end the lecture and start another to go on at once",
                    jump.negated().toMinutes());
        }
        return watch.time();
    }

    @Override
    public boolean waitUntil(Instant then) throws InterruptedException {
        long left = Math.max(0, Duration.between(now(), then).toNanos());
        return !stop.await(left, TimeUnit.NANOSECONDS);
    }
}
