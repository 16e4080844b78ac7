package io.moodstream.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.moodstream.detector.models.FaceDetector;
import io.moodstream.detector.models.FaceDetectors;
import io.moodstream.detector.state.SourceState;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Lookahead;
import io.moodstream.kit.RecordGuard;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceCrop;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topics;
import io.moodstream.testing.Golden;
import io.moodstream.testing.Topologies;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DetectorTopologyTest {
    private static final Instant CAPTURED = Instant.parse("2026-03-02T09:00:00.123Z");
    private static final String KEY = "algebra/cam-1";

    private FaceDetector detector;
    private Lookahead<PublishedFrame, FrameFaces> detection;
    private RecordGuard guard;
    private StageMetrics metrics;
    private Properties properties;
    private Topology topology;
    private TopologyTestDriver driver;
    private TestInputTopic<String, Frame> frames;
    private TestOutputTopic<String, FaceCrops> faces;
    private TestOutputTopic<byte[], byte[]> deadLetters;

    @BeforeEach
    void start(@TempDir Path folder) {
        Settings settings = new Settings(
                Map.of("STAGE_STATE_DIR", folder.toString(), "DETECTOR_MAX_FACES", "2", "DETECTOR_FORGET", "30m"));
        properties = KafkaDefaults.streams(DetectorMain.NAME, settings.bind(StageConfig.class), settings);
        DetectorConfig config = settings.bind(DetectorConfig.class);
        detector = FaceDetectors.open(config.options());
        metrics = StageMetrics.local(DetectorMain.NAME);
        FaceFinder finder = new FaceFinder(detector, config);
        guard = RecordGuard.open(properties, Duration.ofMinutes(2));
        detection = DetectorMain.detection(finder, config, 2, guard, metrics);
        topology = DetectorTopology.build(detection, finder, config, metrics, properties);
        openDriver();
    }

    private void openDriver() {
        driver = Topologies.drive(topology, properties);
        frames = driver.createInputTopic(
                Topics.FRAMES.name(),
                Serdes.String().serializer(),
                Topics.FRAMES.values().serializer());
        faces = driver.createOutputTopic(
                Topics.FACES.name(),
                Serdes.String().deserializer(),
                Topics.FACES.values().deserializer());
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(),
                Serdes.ByteArray().deserializer(),
                Serdes.ByteArray().deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
        metrics.close();
        detection.close();
        guard.close();
        detector.close();
    }

    @Test
    void theTopologyHasNotChanged() {
        Golden.assertMatches("topology.txt", topology.describe().toString());
    }

    @Test
    void nothingIsOnTheDisk() {
        assertThat(driver.getAllStateStores().values()).isNotEmpty().noneMatch(StateStore::persistent);
    }

    @Test
    void aFrameBecomesItsFaces() {
        frames.pipeInput(KEY, frame(41, 0, Drawings.face(300, 240)), CAPTURED);

        FaceCrops result = faces.readValue();
        assertThat(result.getLectureId()).isEqualTo("algebra");
        assertThat(result.getSourceId()).isEqualTo("cam-1");
        assertThat(result.getUserId()).isEqualTo("ada");
        assertThat(result.getSequence()).isEqualTo(41);
        assertThat(result.getCapturedAt()).isEqualTo(CAPTURED);
        assertThat(result.getWidth()).isEqualTo(640);
        assertThat(result.getHeight()).isEqualTo(480);
        assertThat(result.getDetector()).isEqualTo("blazeface-back-256+nearby-96");
        assertThat(result.getFaces()).hasSize(1);
        FaceCrop face = result.getFaces().get(0);
        assertThat(face.getTrackId()).isOne();
        assertThat(face.getSide()).isEqualTo(48);
        assertThat(face.getCrop().remaining()).isEqualTo(48 * 48);
        assertThat(face.getScore()).isBetween(0.44f, 1f);
        assertThat(face.getBox().getX() + face.getBox().getWidth() / 2).isBetween(0.44f, 0.50f);
        assertThat(metrics.counter("frames", "outcome", "with-faces").count()).isOne();
        assertThat(metrics.timer("detect").count()).isOne();
    }

    @Test
    void theEndOfAnErasedUsersSourceDeletesWhatIsKeptOfItAndIsPassedOn() {
        Frame picture = of(frame(0, 0, Drawings.face(300, 240)), "run", null);
        Frame end = of(frame(1, 1000, new byte[0]), "run", SourceSignal.END);
        frames.pipeInput(KEY, picture, CAPTURED);
        frames.pipeInput(KEY, end, CAPTURED);
        assertThat(store().get(KEY)).isNotNull();

        var headers = new RecordHeaders();
        headers.add(Topics.ERASED, new byte[0]);
        frames.pipeInput(new TestRecord<>(KEY, end, headers, CAPTURED));

        assertThat(store().get(KEY)).isNull();
        var last = faces.readRecordsToList().get(2);
        assertThat(last.value().getSignal()).isEqualTo(SourceSignal.END);
        assertThat(last.headers().lastHeader(Topics.ERASED)).isNotNull();
    }

    @Test
    void onlyTheMainFaceOfAUsersSourceCounts() {
        frames.pipeInput(KEY, frame(0, 0, Drawings.faces(120, 240, 400, 240)), CAPTURED);
        frames.pipeInput(
                "algebra/hall",
                Frame.newBuilder(frame(0, 0, Drawings.face(300, 240)))
                        .setSourceId("hall")
                        .setUserId(null)
                        .build(),
                CAPTURED);

        FaceCrops two = faces.readValue();
        assertThat(two.getFaces()).hasSize(2);
        FaceCrop middle = two.getFaces().stream()
                .max(Comparator.comparing(face -> face.getBox().getX()))
                .orElseThrow();
        assertThat(two.getMainTrack()).isEqualTo(middle.getTrackId());
        assertThat(faces.readValue().getMainTrack()).isNull();
    }

    @Test
    void aSourceThatSendsTheSamePictureForLongIsFrozenUntilItChanges() {
        byte[] still = Drawings.face(300, 240);
        for (int second = 0; second <= 40; second += 10) {
            frames.pipeInput(KEY, frame(second, second * 1000L, still), CAPTURED);
        }
        frames.pipeInput(KEY, frame(50, 50_000, Drawings.face(301, 240)), CAPTURED);
        frames.pipeInput(KEY, frame(60, 60_000, still), CAPTURED);

        assertThat(faces.readValuesToList())
                .extracting(FaceCrops::getFrozenSince)
                .containsExactly(
                        null,
                        null,
                        null,
                        CAPTURED.truncatedTo(ChronoUnit.MILLIS),
                        CAPTURED.truncatedTo(ChronoUnit.MILLIS),
                        null,
                        null);
    }

    @Test
    void aLateFrameOfAFrozenSourceIsOfAFrozenSourceTooIfItShowsTheSame() {
        byte[] still = Drawings.face(300, 240);
        for (int second : List.of(0, 20, 40)) {
            frames.pipeInput(KEY, frame(second, second * 1000L, still), CAPTURED);
        }
        frames.pipeInput(KEY, frame(35, 35_000, still), CAPTURED);
        frames.pipeInput(KEY, frame(36, 36_000, Drawings.face(301, 240)), CAPTURED);
        frames.pipeInput(KEY, frame(10, 10_000, still), CAPTURED);

        Instant since = CAPTURED.truncatedTo(ChronoUnit.MILLIS);
        assertThat(faces.readValuesToList())
                .extracting(FaceCrops::getFrozenSince)
                .containsExactly(null, null, since, since, null, null);
    }

    @Test
    void aSourceThatSentNothingForLongIsNotFrozenByThat() {
        byte[] still = Drawings.face(300, 240);
        for (int second : List.of(0, 20, 320, 340, 355)) {
            frames.pipeInput(KEY, frame(second, second * 1000L, still), CAPTURED);
        }

        assertThat(faces.readValuesToList())
                .extracting(FaceCrops::getFrozenSince)
                .containsExactly(
                        null, null, null, null, CAPTURED.plusSeconds(320).truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void keepsKeyTimeAndHeaders() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(
                Topics.PUBLISHED_AT,
                ByteBuffer.allocate(8).putLong(System.currentTimeMillis()).array());
        Instant other = CAPTURED.plusSeconds(9);
        frames.pipeInput(new TestRecord<>(KEY, frame(0, 0, Drawings.wall(".jpg", 64, 64)), headers, other));

        TestRecord<String, FaceCrops> result = faces.readRecord();
        assertThat(result.key()).isEqualTo(KEY);
        assertThat(result.getRecordTime()).isEqualTo(CAPTURED);
        assertThat(StageMetrics.publishedAt(result.headers())).isPresent();
        assertThat(metrics.registry()
                        .get("moodstream.end.to.end.latency")
                        .timer()
                        .count())
                .isOne();
    }

    @Test
    void aFrameWithoutAFaceHasAResultWithoutFaces() {
        frames.pipeInput(KEY, frame(0, 0, Drawings.wall(".jpg", 640, 480)), CAPTURED);

        assertThat(faces.readValue().getFaces()).isEmpty();
        assertThat(metrics.counter("frames", "outcome", "without-faces").count())
                .isOne();
    }

    @Test
    void keepsTheLargestNumberOfFacesAndCountsTheOthers() {
        frames.pipeInput(KEY, frame(0, 0, Drawings.faces(120, 240, 320, 240, 520, 240)), CAPTURED);

        assertThat(faces.readValue().getFaces()).hasSize(2);
        assertThat(metrics.counter("faces.dropped", "reason", "too-many").count())
                .isOne();
    }

    @Test
    void followsAFaceAlsoOverARestart() {
        frames.pipeInput(KEY, frame(0, 0, Drawings.face(300, 240)), CAPTURED);
        frames.pipeInput(KEY, frame(1, 200, Drawings.face(310, 240)), CAPTURED);
        assertThat(faces.readValuesToList())
                .extracting(result -> result.getFaces().get(0).getTrackId())
                .containsExactly(1L, 1L);
        SourceState before = store().get(KEY);
        driver.close();
        openDriver();
        store().put(KEY, before);
        frames.pipeInput(KEY, frame(2, 400, Drawings.face(320, 240)), CAPTURED);
        frames.pipeInput(KEY, frame(3, 600, Drawings.face(520, 240)), CAPTURED);
        assertThat(faces.readValuesToList())
                .extracting(result -> result.getFaces().get(0).getTrackId())
                .containsExactly(1L, 2L);
    }

    @Test
    void aSinglePictureBecomesItsFacesAndNothingAboutItIsStored() {
        TestInputTopic<String, Frame> photos = driver.createInputTopic(
                Topics.PHOTOS.name(),
                Serdes.String().serializer(),
                Topics.PHOTOS.values().serializer());
        TestOutputTopic<String, FaceCrops> photoFaces = driver.createOutputTopic(
                Topics.PHOTO_FACES.name(),
                Serdes.String().deserializer(),
                Topics.PHOTO_FACES.values().deserializer());
        byte[] twoFaces = Drawings.faces(120, 240, 320, 240);
        photos.pipeInput("photos/one", photo("one", twoFaces), CAPTURED);
        photos.pipeInput("photos/bad", photo("bad", new byte[0]), CAPTURED);
        photos.pipeInput("photos/one", photo("one", twoFaces), CAPTURED);

        assertThat(photoFaces.readValuesToList())
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.getFaces())
                        .extracting(FaceCrop::getTrackId)
                        .containsExactly(1L, 2L));
        assertThat(deadLetters.getQueueSize()).isOne();
        assertThat(faces.isEmpty()).isTrue();
        try (var stored = store().all()) {
            assertThat(stored).isExhausted();
        }
    }

    @Test
    void forgetsSourcesThatAreSilentForLong() {
        frames.pipeInput(KEY, frame(0, 0, Drawings.face(300, 240)), CAPTURED);
        driver.advanceWallClockTime(Duration.ofMinutes(25));
        frames.pipeInput("algebra/cam-2", change(0, "cam-2"), CAPTURED);
        driver.advanceWallClockTime(Duration.ofMinutes(20));

        assertThat(store().get(KEY)).isNull();
        assertThat(store().get("algebra/cam-2")).isNotNull();
    }

    @Test
    void forgetsASourceOverATimeWithoutFramesHoweverFastItIsReplayed() {
        frames.pipeInput(KEY, frame(0, 0, Drawings.faces(120, 240, 320, 240)), CAPTURED);
        frames.pipeInput(KEY, frame(1, 1_799_999, Drawings.face(520, 240)), CAPTURED);
        frames.pipeInput(KEY, frame(2, 2 * 1_800_000, Drawings.face(520, 240)), CAPTURED);

        assertThat(faces.readValuesToList())
                .extracting(result -> result.getFaces().get(0).getTrackId())
                .containsExactly(1L, 3L, 1L);
    }

    @Test
    void aSignalIsPassedOnInOrderAndHasNoFaces() {
        frames.pipeInput(KEY, of(frame(0, 0, Drawings.wall(".jpg", 64, 64)), "run", null), CAPTURED);
        frames.pipeInput(KEY, of(frame(1, 100, new byte[0]), "run", SourceSignal.PAUSE), CAPTURED);

        assertThat(faces.readValuesToList())
                .extracting(FaceCrops::getSequence, FaceCrops::getRun, FaceCrops::getSignal)
                .containsExactly(tuple(0L, "run", null), tuple(1L, "run", SourceSignal.PAUSE));
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    @Test
    void aFrameThatComesTwiceHasOneResult() {
        Frame good = of(frame(0, 0, Drawings.wall(".jpg", 64, 64)), "run", null);
        Frame bad = of(frame(1, 0, new byte[0]), "run", null);
        for (Frame frame : List.of(bad, good, bad, good, of(good, "another-run", null))) {
            frames.pipeInput(KEY, frame, CAPTURED);
        }

        assertThat(faces.readValuesToList()).extracting(FaceCrops::getRun).containsExactly("run", "another-run");
        assertThat(deadLetters.readRecordsToList()).hasSize(1);
        assertThat(metrics.counter("frames", "outcome", "repeated").count()).isEqualTo(2);
    }

    /** However late it comes: then a picture would begin the source anew. */
    @Test
    void aFrameThatIsRefusedChangesNoTracks() {
        frames.pipeInput(KEY, of(frame(0, 0, Drawings.faces(120, 240, 320, 240)), "run", null), CAPTURED);
        frames.pipeInput(KEY, of(frame(1, 2 * 3_600_000, new byte[0]), "run", null), CAPTURED);
        frames.pipeInput(KEY, of(frame(2, 1000, Drawings.face(520, 240)), "run", null), CAPTURED);

        assertThat(deadLetters.readRecordsToList()).hasSize(1);
        assertThat(faces.readValuesToList().get(1).getFaces())
                .extracting(FaceCrop::getTrackId)
                .containsExactly(3L);
    }

    private static Frame of(Frame frame, String run, @Nullable SourceSignal signal) {
        return new Frame(
                frame.getLectureId(),
                frame.getSourceId(),
                frame.getUserId(),
                frame.getSequence(),
                frame.getCapturedAt(),
                frame.getEncoding(),
                frame.getImage(),
                run,
                signal,
                Counting.ALL);
    }

    /** Reading it to its end again would take as long as decoding it. */
    @Test
    void aPictureWhosePublisherSaysThatItIsWholeIsNotReadToItsEndAgain() {
        byte[] jpeg = Drawings.face(300, 240);
        byte[] damaged = Arrays.copyOf(jpeg, jpeg.length + 64);
        Arrays.fill(damaged, jpeg.length - 2, jpeg.length + 62, (byte) 'x'); // more than the picture has
        System.arraycopy(jpeg, jpeg.length - 2, damaged, jpeg.length + 62, 2);
        Headers whole = new RecordHeaders().add(Topics.WHOLE, new byte[0]);

        frames.pipeInput(KEY, frame(0, 0, damaged), CAPTURED);
        assertThat(deadLetters.readRecordsToList()).hasSize(1);

        frames.pipeInput(new TestRecord<>(KEY, frame(1, 0, damaged), whole, CAPTURED));
        assertThat(faces.readRecord())
                .satisfies(record -> assertThat(record.value().getSequence()).isOne())
                .satisfies(record -> assertThat(record.headers().toArray()).isEmpty());
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFrames")
    void anInvalidFrameBecomesADeadLetterAndTheNextIsProcessed(String reason, String key, Frame bad) {
        frames.pipeInput(key, bad, CAPTURED);
        frames.pipeInput(KEY, frame(1, 0, Drawings.wall(".jpg", 64, 64)), CAPTURED);

        TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
        String message = new String(
                letter.headers().lastHeader("__streams.errors.message").value(), StandardCharsets.UTF_8);
        assertThat(message).startsWith(reason);
        assertThat(letter.key()).isEqualTo(key.getBytes(StandardCharsets.UTF_8));
        assertThat(faces.getQueueSize()).isOne();
        String outcome = reason.substring(0, reason.indexOf(':'));
        assertThat(metrics.counter("frames", "outcome", outcome).count()).isOne();
    }

    static Stream<Arguments> badFrames() {
        byte[] jpeg = Drawings.wall(".jpg", 320, 240);
        Frame good = frame(1, 0, jpeg);
        return Stream.of(
                Arguments.of("truncated-jpeg: ", KEY, frame(1, 0, Arrays.copyOf(jpeg, jpeg.length / 2))),
                Arguments.of("empty-image: ", KEY, frame(1, 0, new byte[0])),
                Arguments.of(
                        "not-a-picture: image of 5 bytes is text, the frame says it is a JPEG",
                        KEY,
                        frame(1, 0, "hello".getBytes(StandardCharsets.UTF_8))),
                Arguments.of("not-a-picture: ", KEY, frame(1, 0, "GIF89a".getBytes(StandardCharsets.UTF_8))),
                Arguments.of("not-a-picture: ", KEY, frame(1, 0, Drawings.wall(".png", 32, 32))),
                Arguments.of("wrong-key: the record's key is other/key, expected algebra/cam-1", "other/key", good),
                Arguments.of(
                        "wrong-name: lectureId is 'a/b'",
                        "a/b/cam-1",
                        Frame.newBuilder(good).setLectureId("a/b").build()),
                Arguments.of(
                        "wrong-name: sourceId is ''",
                        KEY,
                        Frame.newBuilder(good).setSourceId("").build()),
                Arguments.of(
                        "wrong-name: userId is 'a b'",
                        KEY,
                        Frame.newBuilder(good).setUserId("a b").build()),
                Arguments.of("wrong-sequence: sequence is -1", KEY, frame(-1, 0, jpeg)),
                Arguments.of(
                        "wrong-time: ",
                        KEY,
                        Frame.newBuilder(good)
                                .setCapturedAt(Instant.ofEpochMilli(-1))
                                .build()),
                Arguments.of(
                        "future-time: ",
                        KEY,
                        Frame.newBuilder(good)
                                .setCapturedAt(Instant.parse("2999-01-01T00:00:00Z"))
                                .build()));
    }

    /** Only the broker shows the dead letters of records that cannot be decoded; the driver does not. */
    @Test
    void bytesThatAreNoRecordDoNotStopTheStage() {
        TestInputTopic<String, byte[]> raw = driver.createInputTopic(
                Topics.FRAMES.name(),
                Serdes.String().serializer(),
                Serdes.ByteArray().serializer());
        raw.pipeInput(KEY, "hello".getBytes(StandardCharsets.UTF_8), CAPTURED);
        frames.pipeInput(KEY, frame(1, 0, Drawings.wall(".jpg", 64, 64)), CAPTURED);

        assertThat(faces.getQueueSize()).isOne();
    }

    private KeyValueStore<String, SourceState> store() {
        return driver.getKeyValueStore(FaceProcessor.STORE);
    }

    private static Frame photo(String source, byte[] image) {
        return Frame.newBuilder(frame(0, 0, image))
                .setLectureId(Keys.PHOTOS)
                .setSourceId(source)
                .setRun("run")
                .build();
    }

    private static Frame change(long sequence, String source) {
        return Frame.newBuilder(frame(sequence, 0, Drawings.wall(".jpg", 64, 64)))
                .setSourceId(source)
                .build();
    }

    private static Frame frame(long sequence, long laterMillis, byte[] image) {
        return new Frame(
                "algebra",
                "cam-1",
                "ada",
                sequence,
                CAPTURED.plusMillis(laterMillis),
                ImageEncoding.JPEG,
                ByteBuffer.wrap(image),
                "",
                null,
                Counting.ALL);
    }
}
