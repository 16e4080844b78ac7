package io.moodstream.launcher.benchmark;

import java.time.Duration;
import java.util.Locale;

/** Measures the heap in use after garbage collections while something runs. Used by one thread. */
final class HeapRange {
    private static final long EVERY_NANOS = Duration.ofSeconds(30).toNanos();
    private static final double MB = 1 << 20;

    private final long first = ProcessMemory.afterCollection().heap();
    private long most = first;
    private long last = first;
    private long looked = System.nanoTime();

    /** Collects the garbage and measures twice a minute; call it often. */
    void lookInTime() {
        if (System.nanoTime() - looked > EVERY_NANOS) {
            look();
        }
    }

    /** Collects the garbage and measures. */
    void look() {
        last = ProcessMemory.afterCollection().heap();
        most = Math.max(most, last);
        looked = System.nanoTime();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.0f MB at first, %.0f MB at most, %.0f MB at last", first / MB, most / MB, last / MB);
    }
}
