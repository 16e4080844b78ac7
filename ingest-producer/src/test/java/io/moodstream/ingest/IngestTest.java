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
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.SourceStatus;
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
    private static final SourceStatistics NOTHING = new SourceStatistics(0, 0, 0, 0, 0, 0, 0, Map.of(), false);

    @TempDir
    private Path folder;

    private final NotedCalls calls = new NotedCalls();
    private final Map<SourceSpec, SourceStatus> unfinished = new HashMap<>();
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
        assertThat(FramePublisherTest.pictures(producer))
                .hasSize(50)
                .allSatisfy(frame -> assertThat(frame.getCapturedAt()).isBefore(Instant.now()));
    }

    @Test
    void aFileLosesNoPictureWhenItsResultsAreLate() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mp4"), 20, 10, 160, 120);
        calls.behind = true;

        try (StageMetrics metrics = StageMetrics.local(Ingest.NAME);
                Ingest ingest = play(Map.of("INGEST_FPS", "max"), metrics, "once=" + video)) {
            ingest.awaitEnd();
        }
        assertThat(calls.lines).contains("ended demo/once 20");
        assertThat(calls.count("dropped")).isZero();
    }

    @Test
    void aFileThatPlaysRoundAndRoundLeavesPicturesOutWhenItsResultsAreLate() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mp4"), 20, 10, 160, 120);
        calls.behind = true;

        try (StageMetrics metrics = StageMetrics.local(Ingest.NAME);
                Ingest ingest = play(Map.of("INGEST_LOOP", "true"), metrics, "round=" + video)) {
            await().until(() -> calls.count("dropped demo/round behind") >= 2);
            assertThat(calls.count("publishing demo/round")).isZero();
            calls.behind = false;
            await().until(() -> calls.count("publishing demo/round") >= 2);
            assertThat(ingest.statistics())
                    .extractingByKey("demo/round")
                    .matches(round -> round.dropped().containsKey("behind"));
        }
    }

    @Test
    void atMaxAFileThatPlaysRoundAndRoundLeavesNothingOut() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mp4"), 20, 10, 160, 120);
        calls.behind = true;

        try (StageMetrics metrics = StageMetrics.local(Ingest.NAME);
                Ingest ingest = play(Map.of("INGEST_LOOP", "true", "INGEST_FPS", "max"), metrics, "round=" + video)) {
            await().until(() -> calls.count("publishing demo/round") >= 2);
            assertThat(ingest.keys()).containsExactly("demo/round");
        }
        assertThat(calls.count("dropped")).isZero();
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
            await().until(() -> FramePublisherTest.pictures(producer).size() >= 2);
            int before = FramePublisherTest.pictures(producer).size();
            http.breakOff();
            await().until(() -> calls.count("reconnected demo/hall") >= 1);
            await().until(() -> FramePublisherTest.pictures(producer).size() > before);
            ingest.stop();

            assertThat(ingest.hasEnded()).isTrue();
            assertThat(ingest.statistics()).extractingByKey("demo/hall").matches(hall -> hall.reconnects() > 0);
        }
        List<Long> numbers = FramePublisherTest.pictures(producer).stream()
                .map(Frame::getSequence)
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
                        Map.of(),
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
    void aSourceThatFailsEndsAndTheOthersGoOn() throws Exception {
        FrameSource failing = new FrameSource() {
            @Override
            public Optional<SourcePicture> next() throws IOException {
                throw new IOException("/data/a.jpg cannot be read: gone");
            }

            @Override
            public void close() {}
        };
        SourceSpec good = SourceSpec.parse("b=" + TestVideos.write(folder.resolve("b.mp4"), 20, 10, 160, 120));
        IngestConfig config = config(Map.of("INGEST_FPS", "max"));
        Map<SourceSpec, FrameSource> sources = new LinkedHashMap<>();
        sources.put(SourceSpec.parse("a=/data"), failing);
        sources.put(good, good.place().open(config.sourceOptions()));
        try (StageMetrics metrics = StageMetrics.local(Ingest.NAME);
                Ingest ingest = Ingest.play(config, producer, sources, Map.of(), new PublishTally(metrics, calls))) {
            assertThatThrownBy(ingest::awaitEnd)
                    .isInstanceOf(StageFailedException.class)
                    .hasMessage("Ingest of demo/a stopped: /data/a.jpg cannot be read: gone");
            assertThat(ingest.statistics())
                    .hasEntrySatisfying(
                            "demo/b", b -> assertThat(b.acknowledged()).isEqualTo(20));
        }
        assertThat(FramePublisherTest.frames(producer))
                .filteredOn(frame -> frame.getSourceId().equals("a"))
                .as("nobody waits for it any longer")
                .extracting(Frame::getSignal)
                .containsExactly(SourceSignal.BEGIN, SourceSignal.END);
        assertThat(calls.lines)
                .contains("source failed demo/a /data/a.jpg cannot be read: gone", "ended demo/b 20")
                .noneMatch(line -> line.startsWith("ended demo/a"));
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

    @Test
    void aFileBeginsAndEndsWithASignalAndAStatusOfEach() throws Exception {
        Path a = TestVideos.write(folder.resolve("a.mp4"), 20, 10, 160, 120);

        try (StageMetrics metrics = StageMetrics.local(Ingest.NAME);
                Ingest ingest = play(Map.of("INGEST_FPS", "max"), metrics, "a=" + a)) {
            ingest.awaitEnd();
        }

        List<Frame> frames = FramePublisherTest.frames(producer);
        Instant first = frames.get(1).getCapturedAt();
        assertThat(frames).hasSize(22);
        assertThat(frames.get(0))
                .returns(SourceSignal.BEGIN, Frame::getSignal)
                .returns(first, Frame::getCapturedAt)
                .returns(0L, Frame::getSequence);
        assertThat(frames.get(21))
                .returns(SourceSignal.END, Frame::getSignal)
                .returns(first.plusMillis(1901), Frame::getCapturedAt)
                .returns(20L, Frame::getSequence);
        assertThat(frames).extracting(Frame::getRun).containsOnly(frames.get(0).getRun());
        assertThat(FramePublisherTest.statuses(producer))
                .element(0)
                .returns(SourceSignal.BEGIN, SourceStatus::getSignal);
        assertThat(lastStatus())
                .returns(SourceSignal.END, SourceStatus::getSignal)
                .returns(20L, SourceStatus::getAcknowledged)
                .returns(20L, SourceStatus::getNextSequence)
                .returns(first, SourceStatus::getStartedAt)
                .matches(status -> status.getPlace().matches("[0-9a-f]{64}"));
    }

    @Test
    void aFileThatIsStoppedEnds() throws Exception {
        Path a = TestVideos.write(folder.resolve("a.mp4"), 20, 1, 160, 120);

        try (StageMetrics metrics = StageMetrics.local(Ingest.NAME);
                Ingest ingest = play(Map.of(), metrics, "a=" + a)) {
            await().until(() -> FramePublisherTest.pictures(producer).size() >= 2);
            ingest.stop();
        }

        List<Frame> frames = FramePublisherTest.frames(producer);
        assertThat(frames).hasSizeLessThan(22);
        assertThat(frames.get(frames.size() - 1))
                .returns(SourceSignal.END, Frame::getSignal)
                .returns(frames.get(frames.size() - 2).getCapturedAt().plusMillis(1), Frame::getCapturedAt);
        assertThat(lastStatus())
                .returns(SourceSignal.END, SourceStatus::getSignal)
                .returns(frames.size() - 2L, SourceStatus::getAcknowledged);
    }

    @Test
    void aFileWhoseIngestWasKilledGoesOnWhereItsFramesEnd() throws Exception {
        Path a = TestVideos.write(folder.resolve("a.mp4"), 20, 10, 160, 120);
        Instant start = Instant.parse("2026-03-02T08:00:00Z");
        unfinished.put(
                SourceSpec.parse("a=" + a),
                new SourceStatus(
                        "demo",
                        "a",
                        null,
                        "0011",
                        Instant.now(),
                        SourceSignal.BEGIN,
                        start,
                        start.plusMillis(1100),
                        14L,
                        12L,
                        12L,
                        0L,
                        Map.of(),
                        Map.of(),
                        "of the file"));

        try (StageMetrics metrics = StageMetrics.local(Ingest.NAME);
                Ingest ingest = play(Map.of("INGEST_FPS", "max"), metrics, "a=" + a)) {
            ingest.awaitEnd();
        }

        List<Frame> frames = FramePublisherTest.frames(producer);
        assertThat(frames).extracting(Frame::getRun).containsOnly("0011");
        assertThat(frames.get(0))
                .returns(SourceSignal.BEGIN, Frame::getSignal)
                .returns(start.plusMillis(1100), Frame::getCapturedAt);
        assertThat(FramePublisherTest.pictures(producer))
                .extracting(Frame::getSequence)
                .containsExactly(12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L);
        assertThat(frames.get(1).getCapturedAt()).isEqualTo(start.plusMillis(1200));
        assertThat(lastStatus())
                .returns(start, SourceStatus::getStartedAt)
                .returns(20L, SourceStatus::getAcknowledged)
                .returns(20L, SourceStatus::getPublished);
    }

    private SourceStatus lastStatus() {
        List<SourceStatus> statuses = FramePublisherTest.statuses(producer);
        return statuses.get(statuses.size() - 1);
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
        return Ingest.play(config, producer, sources, unfinished, new PublishTally(metrics, calls));
    }

    private static IngestConfig config(Map<String, String> settings) {
        return new Settings(settings).bind(IngestConfig.class);
    }
}
