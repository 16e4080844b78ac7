package io.moodstream.kit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

/** With metrics and a clock of the test; with a broker that goes and comes back in StreamThreadIT. */
class KafkaSilenceTest {
    private static final MetricName RECEIVED =
            new MetricName("incoming-byte-total", "consumer-metrics", "", Map.of("client-id", "one"));

    private double received;
    private long seconds;
    private final KafkaSilence silence =
            new KafkaSilence(() -> Map.of(RECEIVED, received()), () -> seconds * 1_000_000_000);

    @Test
    void silenceIsToldOnceAndSoIsItsEnd() {
        assertThat(told(1, 2, 2, 2, 2, 2, 2, 3, 4, 4, 4, 4))
                .containsExactly(
                        "Kafka has not answered for 6 s; the stage waits for it, and no record is lost",
                        "Kafka answers again, after 12 s",
                        "Kafka has not answered for 6 s; the stage waits for it, and no record is lost");
    }

    @Test
    void nothingIsToldBeforeTheFirstAnswerOrOfAShortPause() {
        assertThat(told(0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3)).isEmpty();
    }

    /** Looks every two seconds and finds that so many bytes have come in all. */
    private List<String> told(double... bytes) {
        return DoubleStream.of(bytes)
                .mapToObj(so -> {
                    received = so;
                    seconds += 2;
                    return silence.look();
                })
                .flatMap(Optional::stream)
                .toList();
    }

    private Metric received() {
        return new Metric() {
            @Override
            public MetricName metricName() {
                return RECEIVED;
            }

            @Override
            public Object metricValue() {
                return received;
            }
        };
    }
}
