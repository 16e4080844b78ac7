package io.moodstream.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class WallClockTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(WallClock.class);

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private Instant time = Instant.parse("2026-03-02T08:00:00Z");
    private long nanos;
    private final WallClock clock = new WallClock(new CountDownLatch(1), () -> time, () -> nanos);

    @BeforeEach
    void listen() {
        said.start();
        LOG.addAppender(said);
    }

    @AfterEach
    void close() {
        LOG.detachAppender(said);
    }

    @Test
    void aClockThatJumpsIsSaidOnceForEachJump() {
        pass(Duration.ofMinutes(10), Duration.ofMinutes(10));
        pass(Duration.ofSeconds(1), Duration.ofHours(1));
        pass(Duration.ofSeconds(1), Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1), Duration.ofHours(-1));
        pass(Duration.ofSeconds(1), Duration.ofSeconds(1));

        assertThat(messages()).hasSize(2);
        assertThat(messages().get(0)).startsWith("This machine's clock has jumped ahead by 59 min");
        assertThat(messages().get(1))
                .startsWith("This machine's clock has jumped back by 60 min")
                .contains("end the lecture and start another");
    }

    @Test
    void aClockThatIsCorrectedByASecondIsNot() {
        pass(Duration.ofSeconds(1), Duration.ofSeconds(2));
        pass(Duration.ofSeconds(2), Duration.ofSeconds(1));

        assertThat(messages()).isEmpty();
    }

    private void pass(Duration really, Duration shown) {
        nanos += really.toNanos();
        time = time.plus(shown);
        assertThat(clock.now()).isEqualTo(time);
    }

    private List<String> messages() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
