package io.moodstream.ingest.replay;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A wait until Kafka takes frames: says so when it becomes long, and ends when it is too long. */
final class SlowKafka {
    /** How long a replay waits: Kafka may take no frame for five minutes, after which the stages need a while, too. */
    static final Duration PATIENCE = Duration.ofMinutes(7);

    /** How long Kafka may take for the rest after a stop. */
    static final Duration IN_HASTE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(SlowKafka.class);

    private final BooleanSupplier stopped;
    private final LongSupplier nanos;
    private final long begin;
    private @Nullable Long stop;
    private boolean told;

    /**
     * Begins to wait.
     *
     * @param stopped whether the replay has been stopped
     */
    SlowKafka(BooleanSupplier stopped) {
        this(stopped, System::nanoTime);
    }

    /** @param nanos the clock, such as {@link System#nanoTime} */
    SlowKafka(BooleanSupplier stopped, LongSupplier nanos) {
        this.stopped = stopped;
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    /**
     * Looks at the time; to be called again and again.
     *
     * @throws IOException if it has waited for too long, or for too long after the stop
     */
    void look() throws IOException {
        long now = nanos.getAsLong();
        Duration waited = Duration.ofNanos(now - begin);
        if (stop == null && stopped.getAsBoolean()) {
            stop = now;
        }
        boolean late = stop != null && now - stop > IN_HASTE.toNanos();
        if (late || waited.compareTo(PATIENCE) > 0) {
            throw new IOException(
                    "Kafka did not accept all frames within " + waited.toSeconds() + " s: is it still running?");
        }
        if (!told && waited.compareTo(PATIENCE.dividedBy(10)) > 0) {
            told = true;
            LOG.warn(
                    "Kafka has not accepted all frames for {} s. Waiting for up to {} s more",
                    waited.toSeconds(),
                    PATIENCE.minus(waited).toSeconds());
        }
    }
}
