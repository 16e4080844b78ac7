package io.moodstream.kit.clients;

import java.util.HashMap;
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
 * <p>Kafka's clients say that they have lost a connection, and nothing when they have it again. A consumer that has
 * partitions fetches all the time and sends heartbeats, so something comes while Kafka answers.
 */
public final class KafkaSilence {
    /** Between two looks. */
    public static final long PAUSE_MILLIS = 2_000;

    /** So many looks find nothing new when Kafka is silent. One does after this process, or its machine, stood still. */
    private static final int SILENT = 3;

    private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;
    private final LongSupplier nanos;
    private Map<String, Double> received = Map.of();
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
        this.lastNanos = nanos.getAsLong();
    }

    /**
     * Looks whether something has come since the last look.
     *
     * @param fetches whether the stage has partitions; one that waits for its share of the work may hear nothing for long
     * @return what is to be said: that Kafka is silent, or no longer
     */
    public Optional<String> look(boolean fetches) {
        Map<String, Double> before = received;
        received = bytesReceived();
        // A client that is gone, or has come and has no answer yet, says nothing of Kafka.
        boolean answered = received.entrySet().stream()
                .anyMatch(client -> client.getValue() > before.getOrDefault(client.getKey(), 0.0));
        boolean silent = looks >= SILENT;
        if (answered) {
            Optional<String> over =
                    silent ? Optional.of("Kafka answers again, after " + seconds() + " s") : Optional.empty();
            lastNanos = nanos.getAsLong();
            looks = 0;
            return over;
        }
        if (silent || !fetches || ++looks < SILENT) {
            return Optional.empty();
        }
        return Optional.of(
                "Kafka has not answered for " + seconds() + " s; the stage waits for it, and goes on where it was");
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - lastNanos);
    }

    /** Returns how many bytes each consumer has received, by its name. */
    private Map<String, Double> bytesReceived() {
        Map<String, Double> bytes = new HashMap<>();
        metrics.get().forEach((name, metric) -> {
            if (name.group().equals("consumer-metrics") && name.name().equals("incoming-byte-total")) {
                bytes.put(String.valueOf(name.tags().get("client-id")), (double) metric.metricValue());
            }
        });
        return bytes;
    }
}
