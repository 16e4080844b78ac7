package io.moodstream.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The figures over hundreds of series are in docs/reports.md; here are few, for speed, with fixed seeds. */
class EDivisiveTest {
    private static final int SIZE = 240;

    /** Returns an autoregressive series of three components; from the index on, it is shifted. */
    private static double[][] series(int seed, double memory, int change, double shift) {
        Random random = new Random(seed);
        double[][] series = new double[SIZE][3];
        double[] state = new double[3];
        for (int i = 0; i < SIZE; i++) {
            for (int k = 0; k < 3; k++) {
                state[k] = memory * state[k] + Math.sqrt(1 - memory * memory) * random.nextGaussian();
                series[i][k] = state[k] + (i >= change && k < 2 ? shift : 0);
            }
        }
        return series;
    }

    @Test
    void aSeriesWithoutAChangeSeldomGivesAFalseAlarm() {
        int alarms = 0;
        for (int seed = 0; seed < 20; seed++) {
            alarms += EDivisive.changes(series(seed, 0.8, SIZE, 0)).isEmpty() ? 0 : 1;
        }
        assertThat(alarms).isLessThanOrEqualTo(2);
    }

    @Test
    void aClearChangeIsFoundWhereItIs() {
        for (int seed = 0; seed < 5; seed++) {
            List<ChangePoint> changes = EDivisive.changes(series(seed, 0.6, 100, 2.5));
            assertThat(changes).anySatisfy(change -> {
                assertThat(change.index()).isBetween(94, 106);
                assertThat(change.p()).isLessThanOrEqualTo(EDivisive.LEVEL);
            });
        }
    }

    @Test
    void theSameSeriesGivesTheSameChanges() {
        double[][] series = series(3, 0.7, 120, 1.5);
        assertThat(EDivisive.changes(series)).isEqualTo(EDivisive.changes(series));
    }

    @Test
    void tooFewOrEqualObservationsHaveNoChanges() {
        assertThat(EDivisive.changes(new double[0][])).isEmpty();
        assertThat(EDivisive.changes(new double[2 * EDivisive.SHORTEST - 1][3])).isEmpty();
        assertThat(EDivisive.changes(new double[60][3])).isEmpty();
    }
}
