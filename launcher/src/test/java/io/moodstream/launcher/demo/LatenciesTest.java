package io.moodstream.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void percentilesAreNearestRank() {
        Latencies latencies = new Latencies();
        for (int millis = 1; millis <= 100; millis++) {
            latencies.add(millis);
        }
        assertThat(latencies.percentile(0.5)).isEqualTo(50);
        assertThat(latencies.percentile(0.99)).isEqualTo(99);
        assertThat(latencies.percentile(1)).isEqualTo(100);
    }

    @Test
    void nothingCountedIsZero() {
        assertThat(new Latencies().percentile(0.99)).isZero();
    }

    @Test
    void whatIsOutOfRangeCountsAtTheEnds() {
        Latencies latencies = new Latencies();
        latencies.add(-5);
        latencies.add(Long.MAX_VALUE);
        assertThat(latencies.percentile(0.5)).isZero();
        assertThat(latencies.percentile(1)).isEqualTo(Latencies.LONGEST);
    }
}
