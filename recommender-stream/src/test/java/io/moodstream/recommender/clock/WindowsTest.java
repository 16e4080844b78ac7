package io.moodstream.recommender.clock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowsTest {
    private final Windows windows = new Windows(10_000, 5_000);

    @Test
    void aWindowContainsItsFirstInstantButNotItsEnd() {
        assertThat(windows.start(10_000)).isEqualTo(10_000);
        assertThat(windows.start(19_999)).isEqualTo(10_000);
        assertThat(windows.end(10_000)).isEqualTo(20_000);
        assertThat(windows.start(20_000)).isEqualTo(20_000);
    }

    @Test
    void aWindowIsClosedOnceTheClockHasPassedItsEndByTheGrace() {
        assertThat(windows.closedAt(24_999)).isEqualTo(10_000);
        assertThat(windows.closedAt(25_000)).isEqualTo(20_000);
        assertThat(windows.closedAt(0)).isNegative();
    }
}
