package io.moodstream.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.testing.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WallClockTest {
    private final Said said = Said.by(WallClock.class);
    private Instant time = Instant.parse("2026-03-02T08:00:00Z");
    private long nanos;
    private final WallClock clock = new WallClock(new CountDownLatch(1), () -> time, () -> nanos);

    @AfterEach
    void close() {
        said.close();
    }

    @Test
    void aClockThatJumpsIsSaidOnceForEachJump() {
        pass(Duration.ofMinutes(10), Duration.ofMinutes(10));
        pass(Duration.ofSeconds(1), Duration.ofHours(1));
        pass(Duration.ofSeconds(1), Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1), Duration.ofHours(-1));
        pass(Duration.ofSeconds(1), Duration.ofSeconds(1));

        assertThat(said.sentences()).hasSize(2);
        assertThat(said.sentences().get(0)).startsWith("This machine's clock has jumped ahead by 59 min");
        assertThat(said.sentences().get(1))
                .startsWith("This machine's clock has jumped back by 60 min")
                .contains("end the lecture and start another");
    }

    @Test
    void aClockThatIsCorrectedByASecondIsNot() {
        pass(Duration.ofSeconds(1), Duration.ofSeconds(2));
        pass(Duration.ofSeconds(2), Duration.ofSeconds(1));

        assertThat(said.sentences()).isEmpty();
    }

    private void pass(Duration really, Duration shown) {
        nanos += really.toNanos();
        time = time.plus(shown);
        assertThat(clock.now()).isEqualTo(time);
    }
}
