package io.moodstream.ingest.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VideoClockTest {
    private static final long NONE = VideoClock.NONE;

    private final VideoClock clock = new VideoClock();

    @Test
    void stampsBecomeTimesSinceTheFirst() {
        assertThat(positions(7000, 7040, 7100)).containsExactly(0, 40, 100);
        assertThat(clock.jumps()).isZero();
    }

    @Test
    void whatHasNoStampFollowsAtTheUsualInterval() {
        assertThat(positions(NONE, NONE, NONE)).containsExactly(0, 100, 200);
    }

    @Test
    void aMissingStampAmongOthersIsFilledIn() {
        assertThat(positions(0, NONE, 200, 300)).containsExactly(0, 100, 200, 300);
    }

    @Test
    void stampsMayBeginLate() {
        assertThat(positions(NONE, NONE, 5000, 5100)).containsExactly(0, 100, 200, 300);
    }

    @Test
    void aRepeatedStampDoesNotStopTime() {
        assertThat(positions(0, 0, 200, 200, 400)).containsExactly(0, 12, 200, 212, 400);
    }

    @Test
    void picturesInPairsWithOneStampDoNotFallBehind() {
        long[] stamps = LongStream.range(0, 200)
                .flatMap(i -> LongStream.of(i * 100, i * 100))
                .toArray();

        assertThat(positions(stamps)).endsWith(19_800, 19_812, 19_900, 19_912);
        assertThat(clock.jumps()).isZero();
    }

    @Test
    void aStampThatNeverChangesDoesNotStopTime() {
        assertThat(positions(LongStream.generate(() -> 5).limit(30).toArray())).endsWith(2000, 2100, 2200);
    }

    @Test
    void aJumpForwardIsBridged() {
        assertThat(positions(0, 100, 36_000_000, 36_000_100)).containsExactly(0, 100, 200, 300);
        assertThat(clock.jumps()).isEqualTo(1);
        assertThat(clock.jumped()).isEqualTo(Duration.ofMillis(35_999_900));
    }

    @Test
    void aJumpBackIsBridged() {
        assertThat(positions(95_000, 95_100, 0, 100, 200)).containsExactly(0, 100, 200, 300, 400);
        assertThat(clock.jumped()).isNegative();
    }

    @Test
    void aPictureThatStandsAsLongAsTheFileSaysIsNoJump() {
        assertThat(clock.next(0, 60_000_000, 100_000)).isZero();
        assertThat(clock.next(60_000_000, 100_000, 100_000)).isEqualTo(60_000_000);
        assertThat(clock.jumps()).isZero();
    }

    /** At ten pictures a second, in milliseconds. */
    private long[] positions(long... stamps) {
        return LongStream.of(stamps)
                .map(stamp -> clock.next(stamp == NONE ? NONE : stamp * 1000, 0, 100_000) / 1000)
                .toArray();
    }
}
