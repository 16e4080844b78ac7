package io.moodstream.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.testing.Said;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlowKafkaTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final SlowKafka kafka = new SlowKafka(stopped::get, nanos::get);

    @Test
    void saysOnceThatItWaitsAndGivesUpAfterSevenMinutes() throws IOException {
        try (Said said = Said.by(SlowKafka.class)) {
            lookAt(42);
            assertThat(said.sentences()).isEmpty();

            lookAt(43);
            lookAt(100);
            assertThat(said.sentences())
                    .containsExactly("Kafka has not accepted all frames for 43 s. Waiting for up to 377 s more");
        }
        lookAt(420);
        assertThatThrownBy(() -> lookAt(421)).isInstanceOf(IOException.class).hasMessageContaining("within 421 s");
    }

    @Test
    void afterAStopItHasFiveSecondsMore() throws IOException {
        lookAt(60);
        stopped.set(true);
        lookAt(61);
        lookAt(66);

        assertThatThrownBy(() -> lookAt(67)).isInstanceOf(IOException.class).hasMessageContaining("within 67 s");
    }

    private void lookAt(long second) throws IOException {
        nanos.set(Duration.ofSeconds(second).toNanos());
        kafka.look();
    }
}
