package io.moodstream.kit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

/** With metrics and a clock of the test; with a broker that goes and comes back in StreamThreadIT. */
class KafkaSilenceTest {
    private static final String SILENT =
            "Kafka has not answered for 6 s; the stage waits for it, and goes on where it was";

    private final Map<MetricName, Metric> metrics = new LinkedHashMap<>();
    private long seconds;
    private final KafkaSilence silence = new KafkaSilence(() -> metrics, () -> seconds * 1_000_000_000);

    @Test
    void silenceIsToldOnceAndSoIsItsEnd() {
        assertThat(told(1, 2, 2, 2, 2, 2, 2, 3, 4, 4, 4, 4))
                .containsExactly(SILENT, "Kafka answers again, after 12 s", SILENT);
    }

    @Test
    void nothingIsToldOfAShortPauseOrOfAStageWithoutPartitions() {
        assertThat(told(1, 1, 1, 2, 2, 2, 3)).isEmpty();
        assertThat(Stream.generate(() -> look(false)).limit(10).flatMap(Optional::stream))
                .isEmpty();
    }

    /** A thread that Kafka has failed is replaced, and its consumer with it. */
    @Test
    void aConsumerThatIsGoneOrNewIsNoAnswer() {
        received("two", 100);
        assertThat(told(5, 5, 5, 5)).containsExactly(SILENT);

        metrics.remove(name("two"));
        received("three", 0);
        assertThat(told(5, 5)).isEmpty();

        received("three", 1);
        assertThat(look(true)).hasValue("Kafka answers again, after 12 s");
    }

    /** Looks every two seconds and finds that so many bytes have come in all. */
    private List<String> told(double... bytes) {
        return DoubleStream.of(bytes)
                .mapToObj(so -> {
                    received("one", so);
                    return look(true);
                })
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> look(boolean fetches) {
        seconds += 2;
        return silence.look(fetches);
    }

    private static MetricName name(String client) {
        return new MetricName("incoming-byte-total", "consumer-metrics", "", Map.of("client-id", client));
    }

    private void received(String client, double bytes) {
        MetricName name = name(client);
        metrics.put(name, new Metric() {
            @Override
            public MetricName metricName() {
                return name;
            }

            @Override
            public Object metricValue() {
                return bytes;
            }
        });
    }
}
