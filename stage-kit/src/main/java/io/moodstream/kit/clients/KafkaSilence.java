package io.moodstream.kit.clients;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Notices when Kafka no longer answers a stage, and when it does again. Not safe for use by several threads.
 *
 * <p>Kafka's clients say that they have lost a connection, and nothing when they have it again. Each of a stage's consumers
 * sends a heartbeat a second, so something comes all the time while Kafka answers.
 */
public final class KafkaSilence {
    /** Between two looks. */
    public static final long PAUSE_MILLIS = 2_000;

    /** So many looks find nothing new when Kafka is silent. One does after this process, or its machine, stood still. */
    private static final int SILENT = 3;

    private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;
    private final LongSupplier nanos;
    private double received;
    private long lastNanos;
    private int looks;

    /**
     * Watches the clients of a stage.
     *
     * @param metrics of its clients
     */
    public KafkaSilence(Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {
        this(metrics, System::nanoTime);
    }

    KafkaSilence(Supplier<? extends Map<MetricName, ? extends Metric>> metrics, LongSupplier nanos) {
        this.metrics = metrics;
        this.nanos = nanos;
    }

    /**
     * Looks whether something has come since the last look.
     *
     * @return what is to be said: that Kafka is silent, or no longer; nothing before its first answer
     */
    public Optional<String> look() {
        double now = bytesReceived();
        if (now == received) {
            boolean silentNow = received > 0 && ++looks == SILENT;
            return silentNow
                    ? Optional.of("Kafka has not answered for " + seconds()
                            + " s; the stage waits for it, and no record is lost")
                    : Optional.empty();
        }
        Optional<String> over =
                looks >= SILENT ? Optional.of("Kafka answers again, after " + seconds() + " s") : Optional.empty();
        received = now;
        lastNanos = nanos.getAsLong();
        looks = 0;
        return over;
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - lastNanos);
    }

    private double bytesReceived() {
        return metrics.get().values().stream()
                .filter(metric -> metric.metricName().group().equals("consumer-metrics"))
                .filter(metric -> metric.metricName().name().equals("incoming-byte-total"))
                .mapToDouble(metric -> (double) metric.metricValue())
                .sum();
    }
}
