package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodstream.schemas.Emotion;
import io.moodstream.testing.Seeded;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeded.class)
class ExpressionWatchTest {
    private final ExpressionWatch watch = new ExpressionWatch(new Smoothing(5_000), 0.1, 3_000, 60_000);

    @Test
    void afterAHalfLifeTheOldWeighsHalf() {
        assertThat(new Smoothing(5_000).next(1, 0, 5_000)).isEqualTo(0.5);
        assertThat(new Smoothing(5_000).next(1, 0, 10_000)).isEqualTo(0.25);
        assertThat(new Smoothing(5_000).next(1, 0, 0)).isEqualTo(1);
    }

    /** x0 2^(-T/h) + sum of xi (1 - 2^(-di/h)) 2^(-(T - ti)/h), whatever the times. */
    @Test
    void smoothingFollowsItsClosedForm(Random random) {
        int count = 50;
        long[] times = new long[count];
        double[] samples = random.doubles(count).toArray();
        double smoothed = samples[0];
        for (int i = 1; i < count; i++) {
            times[i] = times[i - 1] + random.nextInt(3_000);
            smoothed = new Smoothing(5_000).next(smoothed, samples[i], times[i] - times[i - 1]);
        }

        double expected = samples[0] * weight(times[count - 1]);
        for (int i = 1; i < count; i++) {
            expected += samples[i] * (1 - weight(times[i] - times[i - 1])) * weight(times[count - 1] - times[i]);
        }
        assertThat(smoothed).isCloseTo(expected, within(1e-12));
    }

    private static double weight(long elapsed) {
        return Math.exp(-Math.log(2) * elapsed / 5_000);
    }

    @Test
    void howOftenACameraSendsDoesNotMatter() {
        Expression often = constant(null, Emotion.happy, 0, 10_000, 100);
        Expression seldom = constant(null, Emotion.happy, 0, 10_000, 1_000);

        often = constant(often, Emotion.sad, 10_000, 15_000, 100);
        seldom = constant(seldom, Emotion.sad, 10_000, 15_000, 1_000);

        for (int i = 0; i < 7; i++) {
            assertThat(often.probabilities()[i]).isCloseTo(seldom.probabilities()[i], within(1e-9));
        }
    }

    @Test
    void anotherEmotionMustLeadByTheMargin() {
        Expression happy = constant(null, Emotion.happy, 0, 10_000, 200);
        double[] nearlyEven = new double[7];
        nearlyEven[Emotion.happy.ordinal()] = 0.46;
        nearlyEven[Emotion.surprise.ordinal()] = 0.54;

        Expression after = happy;
        for (long at = 10_200; at < 100_000; at += 200) {
            after = watch.fold(after, at, nearlyEven);
        }

        assertThat(after.current()).isEqualTo(Emotion.happy);
    }

    @Test
    void afterALongPauseOneFrameDoesNotChangeWhatIsCurrent() {
        Expression happy = constant(null, Emotion.happy, 0, 10_000, 200);

        Expression after = watch.fold(happy, 100_000, one(Emotion.sad));

        assertThat(after.current()).isEqualTo(Emotion.happy);
        assertThat(after.probabilities()).isEqualTo(one(Emotion.sad));
    }

    private Expression constant(@Nullable Expression before, Emotion emotion, long from, long until, long every) {
        Expression now = before == null ? watch.fold(null, from, one(emotion)) : before;
        for (long at = from + every; at <= until; at += every) {
            now = watch.fold(now, at, one(emotion));
        }
        return now;
    }

    private static double[] one(Emotion emotion) {
        double[] probabilities = new double[7];
        probabilities[emotion.ordinal()] = 1;
        return probabilities;
    }
}
