package io.moodstream.kit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.moodstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** Holds the metrics of a stage, under names that begin with {@code moodstream.}, and serves them to Prometheus. */
public final class StageMetrics implements AutoCloseable {
    private static final long LONGEST_MILLIS = Duration.ofDays(1).toMillis();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer endToEnd;
    private final Optional<MetricsServer> server;
    private volatile BooleanSupplier healthy = () -> true;
    private @Nullable KafkaStreamsMetrics kafka;

    private StageMetrics(String stage, Optional<String> host, Optional<Integer> port) {
        registry.config().commonTags("stage", stage);
        new JvmMemoryMetrics().bindTo(registry);
        this.endToEnd = Timer.builder("moodstream.end.to.end.latency")
                .description("From a frame's publication to this stage's output for it")
                .publishPercentiles(0.5, 0.99)
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(5))
                .register(registry);
        this.server = port.map(p -> MetricsServer.start(host, p, registry::scrape, () -> healthy.getAsBoolean()));
    }

    /**
     * Creates the metrics of one stage. If METRICS_PORT is set (0 takes a free port), {@code http://host:port/metrics}
     * serves them on the address METRICS_HOST (by default on all), and {@code /health} returns whether the stage runs.
     *
     * @throws ConfigurationException if METRICS_PORT is not a port or is in use
     */
    public static StageMetrics of(String stage, Settings settings) {
        return new StageMetrics(
                stage,
                settings.get("METRICS_HOST"),
                settings.get("METRICS_PORT").map(MetricsServer::port));
    }

    /** Creates metrics without an endpoint, for tests. */
    public static StageMetrics local(String stage) {
        return new StageMetrics(stage, Optional.empty(), Optional.empty());
    }

    /** Returns a counter {@code moodstream.<name>} with one tag. */
    public Counter counter(String name, String tag, String value) {
        return registry.counter("moodstream." + name, tag, value);
    }

    /** Returns a timer {@code moodstream.<name>}. */
    public Timer timer(String name) {
        return registry.timer("moodstream." + name);
    }

    /** Returns the registry of all metrics. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Records the latency of a frame: from its publication, which these headers carry, to now. */
    public void recordLatency(Headers headers) {
        // A foreign producer may put anything into the header; this must never fail, for the result is about to be
        // sent.
        publishedAt(headers)
                .map(at -> System.currentTimeMillis() - at)
                .filter(millis -> millis >= 0 && millis <= LONGEST_MILLIS)
                .ifPresent(millis -> endToEnd.record(millis, TimeUnit.MILLISECONDS));
    }

    /** Returns when the record's frame was published, UTC milliseconds, if its headers carry it. */
    public static Optional<Long> publishedAt(Headers headers) {
        Header header = headers.lastHeader(Topics.PUBLISHED_AT);
        return header == null || header.value() == null || header.value().length != Long.BYTES
                ? Optional.empty()
                : Optional.of(ByteBuffer.wrap(header.value()).getLong());
    }

    void bind(KafkaStreams streams) {
        // Streams that run may have lost their threads, which come back after a pause.
        healthy = () -> streams.state() == KafkaStreams.State.RUNNING
                && !streams.metadataForLocalThreads().isEmpty();
        if (server.isPresent()) { // nobody else would read Kafka's thousands of metrics, which are copied every minute
            kafka = new KafkaStreamsMetrics(streams);
            kafka.bindTo(registry);
        }
    }

    /** Returns the port that serves Prometheus, if there is one. */
    public Optional<Integer> port() {
        return server.map(MetricsServer::port);
    }

    @Override
    public void close() {
        server.ifPresent(MetricsServer::close);
        if (kafka != null) {
            kafka.close();
        }
        registry.close();
    }
}
