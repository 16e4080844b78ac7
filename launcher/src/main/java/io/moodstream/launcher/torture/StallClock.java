package io.moodstream.launcher.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Measures stalls: for how long a source that sends got no result. A stall belongs to the first fault that began while
 * it lasted; if none did, to the latest fault before it. Thread-safe.
 */
final class StallClock {
    private final LongSupplier nanos;
    private final Map<String, Long> latest = new HashMap<>();
    private final List<Long> faults = new ArrayList<>();
    private final List<Long> longest = new ArrayList<>();

    /** @param nanos the clock, such as {@link System#nanoTime} */
    StallClock(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Notes that a fault begins. */
    synchronized void fault() {
        faults.add(nanos.getAsLong());
        longest.add(0L);
    }

    /** Notes that a source has got a result. */
    synchronized void arrived(String source) {
        long now = nanos.getAsLong();
        Long before = latest.put(source, now);
        if (before != null) {
            add(before, now);
        }
    }

    private void add(long before, long now) {
        int fault = faults.size() - 1;
        while (fault > 0 && faults.get(fault - 1) >= before) {
            fault--;
        }
        if (fault >= 0) {
            longest.set(fault, Math.max(longest.get(fault), now - before));
        }
    }

    /** Returns the longest stall of each fault, in their order. */
    synchronized List<Duration> longest() {
        return longest.stream().map(Duration::ofNanos).toList();
    }
}
