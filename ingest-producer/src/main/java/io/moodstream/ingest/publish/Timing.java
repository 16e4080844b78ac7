package io.moodstream.ingest.publish;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

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

    /** Returns this machine's clock; all waiting ends when the latch opens. */
    static Timing wallClock(CountDownLatch stop) {
        return new WallClock(stop, InstantSource.system(), System::nanoTime);
    }
}
