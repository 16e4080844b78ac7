package io.moodstream.kit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Notices when the time of day is set. Not safe for use by several threads. */
public final class ClockWatch {
    private final InstantSource wall;
    private final LongSupplier nanos;
    private Instant lastTime;
    private long lastNanos;

    /** Watches the clock of this machine. */
    public ClockWatch() {
        this(InstantSource.system(), System::nanoTime);
    }

    /**
     * @param wall the time of day, which may be set
     * @param nanos nanoseconds that only ever pass
     */
    public ClockWatch(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.lastTime = wall.instant();
        this.lastNanos = nanos.getAsLong();
    }

    /** Looks at the clock, and returns by how much it has been set since the last look; negative if it was set back. */
    public Duration jump() {
        Instant time = wall.instant();
        long passed = nanos.getAsLong();
        Duration jump = Duration.between(lastTime, time).minusNanos(passed - lastNanos);
        lastTime = time;
        lastNanos = passed;
        return jump;
    }

    /** Returns the time of the last look. */
    public Instant time() {
        return lastTime;
    }
}
