package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {
    private static Latencies of(int digits, long... millis) {
        Latencies latencies = new Latencies(digits);
        for (long latency : millis) {
            latencies.add(latency);
        }
        return latencies;
    }

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
        assertThat(new Latencies().isEmpty()).isTrue();
    }

    @Test
    void latenciesOutOfRangeCountAtTheEnds() {
        Latencies latencies = of(3, -5, Long.MAX_VALUE);
        assertThat(latencies.percentile(0.5)).isZero();
        assertThat(latencies.percentile(1)).isEqualTo(Latencies.LONGEST);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 255, 1_999, 45_678, 600_000, 3_599_999})
    void keepsTheGivenNumberOfDigits(long millis) {
        assertThat(of(3, millis).percentile(0.5)).isCloseTo(millis, within(millis / 1000));
        assertThat(of(2, millis).percentile(0.5)).isCloseTo(millis, within(millis / 100));
    }

    @Test
    void addsTheLatenciesOfAnotherCounter() {
        Latencies latencies = of(2, 10, 20);
        latencies.addAll(of(2, 5_000, 6_000, 30));
        assertThat(latencies.percentile(0.5)).isEqualTo(30);
        assertThat(latencies.percentile(1)).isCloseTo(6_000, within(60L));
        assertThat(latencies.isEmpty()).isFalse();
    }
}
