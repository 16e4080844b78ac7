package io.moodstream.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightLimitTest {
    private static final long SECOND = 1_000_000_000L;

    private final InFlightLimit pace = new InFlightLimit();

    @Test
    void itFollowsTheAnswersOfTwoSeconds() {
        assertThat(pace.most(0)).isEqualTo(InFlightLimit.LEAST);
        answers(0, 200);
        assertThat(pace.most(0)).isEqualTo(200);
        answers(SECOND, 300);
        assertThat(pace.most(SECOND)).isEqualTo(500);
        assertThat(pace.most(2 * SECOND + 1)).isEqualTo(300);
        assertThat(pace.most(4 * SECOND)).isEqualTo(InFlightLimit.LEAST);
    }

    @Test
    void itIsBounded() {
        answers(0, 100_000);

        assertThat(pace.most(0)).isLessThan(10_000);
    }

    private void answers(long now, int count) {
        for (int number = 0; number < count; number++) {
            pace.answered(now);
        }
    }
}
