package io.moodstream.kit.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** What is read from a broker is tested by {@code TopicsIT}. */
class PartitionCountsTest {
    @Test
    void waitsForKafkaAsLongAsSomebodyWants() {
        AtomicInteger asked = new AtomicInteger();
        PartitionCounts counts = new PartitionCounts(
                () -> Admin.create(Map.of("bootstrap.servers", "localhost:1")),
                () -> {
                    if (asked.incrementAndGet() == 3) {
                        throw new CancellationException("stopped");
                    }
                },
                Duration.ofMillis(100));
        assertThatThrownBy(() -> counts.applyAsInt(Topics.LECTURE_EVENTS)).isInstanceOf(CancellationException.class);
        assertThat(asked).hasValue(3);
    }
}
