package io.moodstream.launcher.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StallClockTest {
    private final AtomicLong seconds = new AtomicLong();
    private final StallClock clock = new StallClock(() -> TimeUnit.SECONDS.toNanos(seconds.get()));

    @Test
    void aStallIsThatOfTheSourceThatWaitedLongest() {
        arrive(0, "a", "b");
        fault(1);
        arrive(2, "a");
        arrive(7, "b");

        assertThat(clock.longest()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void aStallBelongsToTheFirstFaultThatBeganWhileItLasted() {
        arrive(0, "a");
        fault(1);
        fault(3);
        arrive(5, "a");
        arrive(6, "a");

        assertThat(clock.longest()).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(1));
    }

    @Test
    void aStallDuringWhichNothingHappenedBelongsToTheFaultBefore() {
        fault(0);
        fault(1);
        arrive(2, "a");
        arrive(6, "a");

        assertThat(clock.longest()).containsExactly(Duration.ZERO, Duration.ofSeconds(4));
    }

    @Test
    void whatWasSlowBeforeTheFirstFaultIsNobodysStall() {
        arrive(0, "a");
        arrive(9, "a");
        fault(10);
        arrive(11, "a");

        assertThat(clock.longest()).containsExactly(Duration.ofSeconds(2));
    }

    private void fault(long at) {
        seconds.set(at);
        clock.fault();
    }

    private void arrive(long at, String... sources) {
        seconds.set(at);
        for (String source : sources) {
            clock.arrived(source);
        }
    }
}
