package io.moodstream.launcher.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final double[] HOURS =
            IntStream.range(0, 100).mapToDouble(i -> i / 100.0).toArray();

    @Test
    void theLineThroughPointsOnALineIsThatLine() {
        Trend trend = Trend.of(HOURS, values(hour -> 50 + 3 * hour));

        assertThat(trend.slope()).isEqualTo(3, within(1e-9));
        assertThat(trend.offset()).isEqualTo(50, within(1e-9));
        assertThat(trend.lower()).isEqualTo(3, within(1e-9));
        assertThat(trend.upper()).isEqualTo(3, within(1e-9));
    }

    @Test
    void singlePeaksDoNotMoveIt() {
        double[] values = values(hour -> 50 + 3 * hour);
        values[10] = 500;
        values[95] = 900;

        assertThat(Trend.of(HOURS, values).slope()).isEqualTo(3, within(0.1));
    }

    @Test
    void theIntervalHoldsTheSlopeOfNoiseWithoutATrend() {
        Random random = new Random(1);
        long holding = IntStream.range(0, 200)
                .mapToObj(run -> Trend.of(HOURS, values(hour -> 50 + random.nextGaussian())))
                .filter(trend -> trend.lower() <= 0 && trend.upper() >= 0)
                .count();

        assertThat(holding).isBetween(182L, 198L); // of 200, at 95 %
    }

    @Test
    void fewPointsSayNothingCertain() {
        Trend trend = Trend.of(new double[] {0, 1}, new double[] {1, 2});

        assertThat(trend.slope()).isEqualTo(1);
        assertThat(trend.lower()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(trend.upper()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void onePlaceHasNoSlope() {
        assertThatThrownBy(() -> Trend.of(new double[] {1, 1}, new double[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] values(java.util.function.DoubleUnaryOperator of) {
        return IntStream.range(0, HOURS.length)
                .mapToDouble(i -> of.applyAsDouble(HOURS[i]))
                .toArray();
    }
}
