package io.moodstream.ingest.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void samplingKeepsPicturesEvenlySpacedAndNeverMoreThanThereAre() {
        Sampling ten = Pace.of("10").sampling();
        Sampling hundred = Pace.of("100").sampling();

        assertThat(IntStream.range(0, 10).filter(i -> ten.keeps(thirtieth(i)))).containsExactly(0, 3, 6, 9);
        assertThat(IntStream.range(0, 10).filter(i -> hundred.keeps(thirtieth(i))))
                .hasSize(10);
    }

    @Test
    void aLiveSourceThatIsAskedForFewPicturesIsNotSilentBetweenThem() {
        assertThat(Pace.of("").pauseAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(Pace.of("10").pauseAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(Pace.of("0.1").pauseAfter()).isEqualTo(Duration.ofSeconds(20));
    }

    private static Duration thirtieth(int number) {
        return Duration.ofNanos(number * 1_000_000L / 30 * 1000);
    }
}
