package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageMetricsTest {
    @Test
    void servesTheMetricsToPrometheus() throws Exception {
        try (StageMetrics metrics = StageMetrics.of("test-stage", new Settings(Map.of("METRICS_PORT", "0")))) {
            metrics.counter("frames", "outcome", "without-faces").increment();
            metrics.recordLatency(publishedAt(System.currentTimeMillis() - 250));
            String page = get(metrics.port().orElseThrow(), "/metrics");
            assertThat(page)
                    .contains("moodstream_frames_total{outcome=\"without-faces\",stage=\"test-stage\"} 1.0")
                    .contains("moodstream_end_to_end_latency_seconds{stage=\"test-stage\",quantile=\"0.99\"}");
            assertThat(get(metrics.port().orElseThrow(), "/health")).isEqualTo("ok\n");
        }
    }

    @Test
    void halfARequestKeepsNobodyFromAnAnswer() throws Exception {
        try (StageMetrics metrics = StageMetrics.of("test-stage", new Settings(Map.of("METRICS_PORT", "0")));
                Socket half = new Socket("localhost", metrics.port().orElseThrow())) {
            half.getOutputStream().write("GET".getBytes(StandardCharsets.US_ASCII));
            half.getOutputStream().flush();

            assertThat(get(metrics.port().orElseThrow(), "/health")).isEqualTo("ok\n");
        }
    }

    @Test
    void kafkasMetricsAreCopiedOnlyWhereTheyAreServed() throws Exception {
        StreamsBuilder topology = new StreamsBuilder();
        topology.stream("frames");
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test-stage");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        Settings port = new Settings(Map.of("METRICS_PORT", "0"));
        try (StageMetrics served = StageMetrics.of("test-stage", port);
                StageMetrics local = StageMetrics.local("test-stage");
                KafkaStreams streams = new KafkaStreams(topology.build(), properties)) {
            served.bind(streams);
            local.bind(streams);
            assertThat(get(served.port().orElseThrow(), "/metrics")).contains("kafka_consumer_");
            assertThat(local.registry().getMeters())
                    .extracting(meter -> meter.getId().getName())
                    .noneMatch(name -> name.startsWith("kafka"));
        }
    }

    @Test
    void latencyIsCountedFromPublication() {
        try (StageMetrics metrics = StageMetrics.local("test-stage")) {
            metrics.recordLatency(publishedAt(System.currentTimeMillis() - 5_000));
            metrics.recordLatency(new RecordHeaders());
            assertThat(metrics.registry()
                            .get("moodstream.end.to.end.latency")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(metrics.registry()
                            .get("moodstream.end.to.end.latency")
                            .timer()
                            .max(java.util.concurrent.TimeUnit.SECONDS))
                    .isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void aForeignHeaderIsNoLatencyAndNoFailure() {
        try (StageMetrics metrics = StageMetrics.local("test-stage")) {
            metrics.recordLatency(publishedAt(Long.MIN_VALUE));
            metrics.recordLatency(publishedAt(Long.MAX_VALUE));
            metrics.recordLatency(publishedAt(0));
            assertThat(metrics.registry()
                            .get("moodstream.end.to.end.latency")
                            .timer()
                            .count())
                    .isZero();
        }
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Settings settings = new Settings(Map.of("METRICS_PORT", Integer.toString(taken.getLocalPort())));
            assertThatThrownBy(() -> StageMetrics.of("test-stage", settings))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("METRICS_PORT=" + taken.getLocalPort());
        }
    }

    @Test
    void aValueThatIsNoPortIsNamed() {
        Settings settings = new Settings(Map.of("METRICS_PORT", "http"));
        assertThatThrownBy(() -> StageMetrics.of("test-stage", settings))
                .hasMessage("METRICS_PORT=http: expected a port from 0 to 65535");
    }

    @Test
    void metricsAreServedOnTheAddressThatIsSetOnly() throws Exception {
        Settings settings = new Settings(Map.of("METRICS_PORT", "0", "METRICS_HOST", "127.0.0.1"));
        try (StageMetrics metrics = StageMetrics.of("test-stage", settings)) {
            int port = metrics.port().orElseThrow();
            assertThat(get(port, "/health")).isEqualTo("ok\n");
            assertThatThrownBy(() -> new Socket("127.0.0.2", port).close()).isInstanceOf(ConnectException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-host.invalid", "192.0.2.1"})
    void anAddressThatIsNotOfThisMachineIsNamed(String host) {
        Settings settings = new Settings(Map.of("METRICS_PORT", "0", "METRICS_HOST", host));
        assertThatThrownBy(() -> StageMetrics.of("test-stage", settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("METRICS_HOST=" + host + ": expected an address of this machine, or its name");
    }

    private static RecordHeaders publishedAt(long millis) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(
                Topics.PUBLISHED_AT,
                ByteBuffer.allocate(Long.BYTES).putLong(millis).array());
        return headers;
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
