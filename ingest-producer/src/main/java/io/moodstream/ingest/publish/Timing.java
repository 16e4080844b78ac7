package io.moodstream.ingest.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The clock of players, with waiting until a time. */
public interface Timing {
    /** Returns the time now. */
    Instant now();

    /**
     * Waits until a time, or until playing has to stop.
     *
     * @return whether to continue
     */
    boolean waitUntil(Instant then) throws InterruptedException;

    /** Returns the wall clock; all waiting ends when the latch opens. */
    static Timing wallClock(CountDownLatch stop) {
        return new Timing() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public boolean waitUntil(Instant then) throws InterruptedException {
                long nanos = Math.max(0, Duration.between(Instant.now(), then).toNanos());
                return !stop.await(nanos, TimeUnit.NANOSECONDS);
            }
        };
    }
}
