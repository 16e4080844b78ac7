package io.moodstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.moodstream.ingest.publish.FramePublisherTest;
import io.moodstream.ingest.publish.NotedCalls;
import io.moodstream.ingest.publish.PublishTally;
import io.moodstream.ingest.publish.SourceStatistics;
import io.moodstream.ingest.sources.FrameSource;
import io.moodstream.ingest.sources.HttpVideo;
import io.moodstream.ingest.sources.SourcePicture;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.ingest.sources.TestVideos;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageFailedException;
import io.moodstream.kit.StageMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestTest {
    private static final SourceStatistics NOTHING = new SourceStatistics(0, 0, 0, 0, 0, 0, Map.of(), false);

    @TempDir
    private Path folder;

    private final NotedCalls calls = new NotedCalls();
    private final MockProducer<byte[], byte[]> producer = FramePublisherTest.producer(true);

    @Test
    void playsSourcesSideBySideToTheirEnd() throws Exception {
        Path a = TestVideos.write(folder.resolve("a.mp4"), 20, 10, 160, 120);
        Path b = TestVideos.write(folder.resolve("b.mp4"), 30, 10, 160, 120);

        try (StageMetrics metrics = StageMetrics.local(Ingest.NAME);
                Ingest ingest = play(Map.of("INGEST_FPS", "max"), metrics, "a=" + a, "b@u-2=" + b)) {
            ingest.awaitEnd();

            assertThat(ingest.hasEnded()).isTrue();
            assertThat(ingest.statistics()).extractingByKey("demo/a").returns(20L, SourceStatistics::acknowledged);
            assertThat(ingest.statistics()).extractingByKey("demo/b").returns(30L, SourceStatistics::acknowledged);
            assertThat(metrics.counter("frames.published", "source", "demo/b").count())
                    .isEqualTo(30);
        }
        assertThat(calls.lines).contains("ended demo/a 20", "ended demo/b 30");
        assertThat(producer.history())
                .allSatisfy(record ->
                        assertThat(Instant.ofEpochMilli(record.timestamp())).isBefore(Instant.now()));
    }

    @Test
    void aVideoBehindAnAddressIsAFileIfItsLengthIsKnown() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mp4"), 20, 10, 160, 120);

        try (HttpVideo http = HttpVideo.file(video);
                StageMetrics metrics = StageMetrics.local(Ingest.NAME);
                Ingest ingest = play(Map.of("INGEST_FPS", "max"), metrics, "a=" + http.address())) {
            ingest.awaitEnd();
        }
        assertThat(calls.lines).contains("ended demo/a 20");
    }

    @Test
    void aStreamThatBreaksComesBackAndEndsWhenStopped() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mjpeg"), 20, 10, 160, 120);

        try (HttpVideo http = HttpVideo.stream(video);
                StageMetrics metrics = StageMetrics.local(Ingest.NAME);
                Ingest ingest = play(Map.of("INGEST_CONNECT_TIMEOUT", "2s"), metrics, "hall=" + http.address())) {
            await().until(() -> producer.history().size() >= 2);
            int before = producer.history().size();
            http.breakOff();
            await().until(() -> calls.count("reconnected demo/hall") >= 1);
            await().until(() -> producer.history().size() > before);
            ingest.stop();

            assertThat(ingest.hasEnded()).isTrue();
            assertThat(ingest.statistics()).extractingByKey("demo/hall").matches(hall -> hall.reconnects() > 0);
        }
        List<Long> numbers = producer.history().stream()
                .map(record -> FramePublisherTest.frame(record).getSequence())
                .toList();
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        assertThat(numbers.get(numbers.size() - 1) + 1).isEqualTo(numbers.size() + calls.count("dropped"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anErrorInASourceOrItsCameraThreadIsAFailureToo(boolean live) throws Exception {
        FrameSource failing = new FrameSource() {
            @Override
            public Optional<SourcePicture> next() {
                throw new UnsatisfiedLinkError("no jniavutil");
            }

            @Override
            public boolean live() {
                return live;
            }

            @Override
            public void close() {}
        };
        try (StageMetrics metrics = StageMetrics.local(Ingest.NAME);
                Ingest ingest = Ingest.play(
                        config(Map.of()),
                        producer,
                        Map.of(SourceSpec.parse("a=/data"), failing),
                        new PublishTally(metrics, calls))) {
            assertThatThrownBy(ingest::awaitEnd)
                    .isInstanceOf(StageFailedException.class)
                    .hasMessage("Ingest of demo/a stopped: no jniavutil");
        }
        assertThat(calls.lines).containsExactly("failed demo/a no jniavutil");
    }

    @Test
    void framesKafkaRefusesAreCountedAsLost() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mp4"), 5, 10, 160, 120);
        producer.sendException = new TimeoutException("no brokers");

        try (StageMetrics metrics = StageMetrics.local(Ingest.NAME);
                Ingest ingest = play(Map.of("INGEST_FPS", "max"), metrics, "a=" + video)) {
            assertThatThrownBy(ingest::awaitEnd).hasMessage("Ingest of demo/a stopped: no brokers");

            SourceStatistics statistics = ingest.statistics().getOrDefault("demo/a", NOTHING);
            assertThat(statistics.lost()).isPositive().isEqualTo(statistics.published());
            assertThat(metrics.counter("frames.lost", "source", "demo/a").count())
                    .isEqualTo(statistics.lost());
        }
        assertThat(calls.lines).contains("lost demo/a 0 no brokers");
    }

    @Test
    void aSourceThatFailsStopsIngestWithItsReason() throws Exception {
        FrameSource failing = new FrameSource() {
            @Override
            public Optional<SourcePicture> next() throws IOException {
                throw new IOException("/data/a.jpg cannot be read: gone");
            }

            @Override
            public void close() {}
        };
        try (StageMetrics metrics = StageMetrics.local(Ingest.NAME);
                Ingest ingest = Ingest.play(
                        config(Map.of()),
                        producer,
                        Map.of(SourceSpec.parse("a=/data"), failing),
                        new PublishTally(metrics, calls))) {
            assertThatThrownBy(ingest::awaitEnd)
                    .isInstanceOf(StageFailedException.class)
                    .hasMessage("Ingest of demo/a stopped: /data/a.jpg cannot be read: gone");
        }
        assertThat(calls.lines).containsExactly("failed demo/a /data/a.jpg cannot be read: gone");
    }

    @Test
    void allUnreadableSourcesAreNamedBeforeAnythingIsPublished() throws Exception {
        Path text = Files.writeString(folder.resolve("a.mp4"), "text");
        List<SourceSpec> specs = SourceSpec.parseAll("a=" + text + " b=" + folder.resolve("none"));
        Settings settings = new Settings(Map.of());

        try (StageMetrics metrics = StageMetrics.local(Ingest.NAME)) {
            assertThatThrownBy(() -> Ingest.start(
                            config(Map.of()), settings.bind(StageConfig.class), settings, specs, calls, metrics))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("Source a: " + text + " cannot be opened: Invalid data found when processing input\n"
                            + "Source b: " + folder.resolve("none") + " does not exist");
        }
    }

    private Ingest play(Map<String, String> settings, StageMetrics metrics, String... specs) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("INGEST_BACKOFF_MAX", "500ms");
        IngestConfig config = config(all);
        Map<SourceSpec, FrameSource> sources = new LinkedHashMap<>();
        for (String text : specs) {
            SourceSpec spec = SourceSpec.parse(text);
            sources.put(spec, spec.place().open(config.sourceOptions()));
        }
        return Ingest.play(config, producer, sources, new PublishTally(metrics, calls));
    }

    private static IngestConfig config(Map<String, String> settings) {
        return new Settings(settings).bind(IngestConfig.class);
    }
}
