package io.moodstream.ingest.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells the time and waits for it. */
public interface Timing {
    /** Now. */
    Instant now();

    /**
     * Waits until then, or until playing is to stop.
     *
     * @return whether to go on
     */
    boolean waitUntil(Instant then) throws InterruptedException;

    /** The wall clock; whoever waits is let go when the latch opens. */
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
