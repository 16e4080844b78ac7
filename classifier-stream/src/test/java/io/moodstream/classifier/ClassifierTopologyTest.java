package io.moodstream.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.RecordGuard;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceBox;
import io.moodstream.schemas.FaceCrop;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topics;
import io.moodstream.testing.Golden;
import io.moodstream.testing.Topologies;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClassifierTopologyTest {
    private static final Instant CAPTURED = Instant.parse("2026-03-02T09:00:00.123Z");
    private static final FaceBox BOX = new FaceBox(0.1f, 0.2f, 0.3f, 0.4f);

    private OnnxEmotionClassifier classifier;
    private RecordGuard guard;
    private StageMetrics metrics;
    private Properties properties;
    private Topology topology;
    private TopologyTestDriver driver;
    private TestInputTopic<String, FaceCrops> faces;
    private TestOutputTopic<String, FaceEmotions> emotions;
    private TestOutputTopic<byte[], byte[]> deadLetters;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        Settings settings =
                new Settings(Map.of("STAGE_STATE_DIR", folder.resolve("state").toString()));
        properties = KafkaDefaults.streams(ClassifierMain.NAME, settings.bind(StageConfig.class), settings);
        classifier = OnnxEmotionClassifier.open(TestSettings.of(TinyModel.write(folder, "probabilities", "tiny-1")));
        metrics = StageMetrics.local(ClassifierMain.NAME);
        guard = RecordGuard.open(properties, Duration.ofMinutes(2));
        topology = topology(classifier);
        driver = Topologies.drive(topology, properties);
        faces = driver.createInputTopic(
                Topics.FACES.name(),
                Serdes.String().serializer(),
                Topics.FACES.values().serializer());
        emotions = driver.createOutputTopic(
                Topics.EMOTIONS.name(),
                Serdes.String().deserializer(),
                Topics.EMOTIONS.values().deserializer());
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(),
                Serdes.ByteArray().deserializer(),
                Serdes.ByteArray().deserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
        metrics.close();
        guard.close();
        classifier.close();
    }

    @Test
    void theTopologyHasNotChanged() {
        Golden.assertMatches("topology.txt", topology.describe().toString());
    }

    @Test
    void whatTheDetectorSaysOfTheFrameIsPassedOnAndNoFaceOfAFrozenSourceIsReadable() {
        FaceCrops seen = FaceCrops.newBuilder(record(face(7, 255)))
                .setMainTrack(7L)
                .setCounting(Counting.HERE)
                .setRelaid(true)
                .build();
        FaceCrops frozen = FaceCrops.newBuilder(seen).setFrozenSince(CAPTURED).build();
        faces.pipeInput("algebra/cam-1", seen, CAPTURED);
        faces.pipeInput("algebra/cam-1", frozen, CAPTURED);

        FaceEmotions before = emotions.readValue();
        assertThat(before.getMainTrack()).isEqualTo(7);
        assertThat(before.getCounting()).isEqualTo(Counting.HERE);
        assertThat(before.getRelaid()).isTrue();
        assertThat(before.getFaces().get(0).getReadable()).isTrue();
        FaceEmotions after = emotions.readValue();
        assertThat(after.getFrozenSince()).isEqualTo(CAPTURED);
        assertThat(after.getFaces().get(0).getReadable()).isFalse();
    }

    @Test
    void aSignalIsPassedOnInOrderAndIsNotClassified() {
        FaceCrops pause = FaceCrops.newBuilder()
                .setLectureId("algebra")
                .setSourceId("cam-1")
                .setSequence(42)
                .setCapturedAt(CAPTURED)
                .setWidth(0)
                .setHeight(0)
                .setDetector("d")
                .setFaces(List.of())
                .setRun("run-1")
                .setSignal(SourceSignal.PAUSE)
                .build();
        faces.pipeInput("algebra/cam-1", record(face(7, 255)), CAPTURED);
        faces.pipeInput("algebra/cam-1", pause, CAPTURED);

        assertThat(emotions.readValuesToList())
                .extracting(FaceEmotions::getSignal)
                .containsExactly(null, SourceSignal.PAUSE);
    }

    @Test
    void namesEveryFacesExpression() {
        faces.pipeInput("algebra/cam-1", record(face(7, 255), face(9, 0)), CAPTURED);

        FaceEmotions result = emotions.readValue();
        assertThat(result.getModel()).isEqualTo("tiny-1");
        assertThat(result.getLectureId()).isEqualTo("algebra");
        assertThat(result.getSourceId()).isEqualTo("cam-1");
        assertThat(result.getUserId()).isEqualTo("ada");
        assertThat(result.getSequence()).isEqualTo(41);
        assertThat(result.getCapturedAt()).isEqualTo(CAPTURED);
        assertThat(result.getFaces()).extracting(FaceEmotion::getTrackId).containsExactly(7L, 9L);
        FaceEmotion white = result.getFaces().get(0);
        assertThat(white.getBox()).isEqualTo(BOX);
        assertThat(white.getEmotion()).isEqualTo(Emotion.angry);
        assertThat(white.getConfidence()).isEqualTo(white.getProbabilities().get(0));
        assertThat(result.getFaces().get(1).getProbabilities()).hasSize(7).allMatch(p -> Math.abs(p - 1 / 7f) < 1e-6);
        assertThat(result.getFaces()).allMatch(FaceEmotion::getReadable);
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    @Test
    void theFacesOfASinglePictureHaveAWayOfTheirOwn() {
        driver.createInputTopic(
                        Topics.PHOTO_FACES.name(),
                        Serdes.String().serializer(),
                        Topics.PHOTO_FACES.values().serializer())
                .pipeInput("algebra/cam-1", record(face(7, 255)), CAPTURED);

        FaceEmotions result = driver.createOutputTopic(
                        Topics.PHOTO_EMOTIONS.name(),
                        Serdes.String().deserializer(),
                        Topics.PHOTO_EMOTIONS.values().deserializer())
                .readValue();
        assertThat(result.getFaces()).extracting(FaceEmotion::getEmotion).containsExactly(Emotion.angry);
        assertThat(emotions.isEmpty()).isTrue();
    }

    @Test
    void keepsKeyTimeAndHeaders() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(
                Topics.PUBLISHED_AT,
                ByteBuffer.allocate(8).putLong(System.currentTimeMillis()).array());
        faces.pipeInput(new TestRecord<>("algebra/cam-1", record(face(1, 100)), headers, CAPTURED));

        TestRecord<String, FaceEmotions> result = emotions.readRecord();
        assertThat(result.key()).isEqualTo("algebra/cam-1");
        assertThat(result.getRecordTime()).isEqualTo(CAPTURED);
        assertThat(StageMetrics.publishedAt(result.headers())).isPresent();
        assertThat(metrics.registry()
                        .get("moodstream.end.to.end.latency")
                        .timer()
                        .count())
                .isOne();
    }

    @Test
    void aFrameWithoutFacesHasAResultWithoutFaces() {
        faces.pipeInput("algebra/cam-1", record(), CAPTURED);

        FaceEmotions result = emotions.readValue();
        assertThat(result.getFaces()).isEmpty();
        assertThat(result.getModel()).isEqualTo("tiny-1");
    }

    @Test
    void countsFacesByEmotion() {
        faces.pipeInput("algebra/cam-1", record(face(1, 255), face(2, 255)), CAPTURED);

        assertThat(metrics.counter("faces", "emotion", "angry").count()).isEqualTo(2);
        assertThat(metrics.timer("classify").count()).isOne();
    }

    /** A black face has a probability of 1/7 for each emotion, a white one more than 1/2 for angry. */
    @Test
    void aFaceBelowTheModelsThresholdIsPublishedAndMarked(@TempDir Path folder) throws Exception {
        Path cautious =
                TinyModel.write(folder, "probabilities", "cautious", manifest -> manifest.put("abstainBelow", 0.5));
        try (OnnxEmotionClassifier abstaining = OnnxEmotionClassifier.open(TestSettings.of(cautious));
                TopologyTestDriver stage = Topologies.drive(topology(abstaining), properties)) {
            stage.createInputTopic(
                            Topics.FACES.name(),
                            Serdes.String().serializer(),
                            Topics.FACES.values().serializer())
                    .pipeInput("algebra/cam-1", record(face(7, 255), face(9, 0)), CAPTURED);
            List<FaceEmotion> faces = stage.createOutputTopic(
                            Topics.EMOTIONS.name(),
                            Serdes.String().deserializer(),
                            Topics.EMOTIONS.values().deserializer())
                    .readValue()
                    .getFaces();

            assertThat(faces).extracting(FaceEmotion::getReadable).containsExactly(true, false);
            assertThat(faces.get(1).getProbabilities()).hasSize(7);
            assertThat(faces.get(1).getConfidence()).isEqualTo(1 / 7f, within(1e-6f));
            assertThat(metrics.counter("faces.unreadable", "cause", "low-confidence")
                            .count())
                    .isOne();
        }
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("badRecords")
    void anInvalidRecordBecomesADeadLetterAndTheNextIsClassified(FaceCrops bad, String reason) {
        faces.pipeInput("algebra/cam-1", bad, CAPTURED);
        faces.pipeInput("algebra/cam-1", record(face(1, 100)), CAPTURED);

        TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
        String message = new String(
                letter.headers().lastHeader("__streams.errors.message").value(), StandardCharsets.UTF_8);
        assertThat(message).isEqualTo(reason);
        assertThat(letter.key()).isEqualTo("algebra/cam-1".getBytes(StandardCharsets.UTF_8));
        assertThat(emotions.getQueueSize()).isOne();
    }

    static Stream<Arguments> badRecords() {
        String names = "1 to 100 characters out of A-Z a-z 0-9 . _ -, and neither . nor ..";
        return Stream.of(
                Arguments.of(
                        record(face(1, 100), face(2, 48, new byte[100])),
                        "faces[1]: crop has 100 bytes; expected side x side = 48 x 48 = 2304"),
                Arguments.of(
                        record(face(1, 48, new byte[0])),
                        "faces[0]: crop has 0 bytes; expected side x side = 48 x 48 = 2304"),
                Arguments.of(record(face(1, -3, new byte[9])), "faces[0]: side is -3 pixels; expected 16 to 1024"),
                Arguments.of(
                        record(face(1, 65536, new byte[9])), "faces[0]: side is 65536 pixels; expected 16 to 1024"),
                Arguments.of(
                        change(record()).setLectureId("alge/bra").build(), "lectureId is alge/bra; expected " + names),
                Arguments.of(change(record()).setSourceId("").build(), "sourceId is ; expected " + names),
                Arguments.of(change(record()).setUserId("a b").build(), "userId is a b; expected " + names),
                Arguments.of(
                        change(record()).setSourceId("cam-2").build(), "key is algebra/cam-1; expected algebra/cam-2"),
                Arguments.of(change(record()).setSequence(-1).build(), "sequence is -1; expected 0 or more"),
                Arguments.of(
                        change(record()).setCapturedAt(Instant.ofEpochMilli(-1)).build(),
                        "capturedAt is 1969-12-31T23:59:59.999Z; expected 1970 or later"),
                Arguments.of(
                        change(record())
                                .setFaces(java.util.Collections.nCopies(10_001, face(1, 16, new byte[256])))
                                .build(),
                        "faces is 10001; expected at most 10000"));
    }

    /** Only the broker shows the dead letters of records that cannot be decoded; the driver does not. */
    @Test
    void bytesThatAreNoRecordDoNotStopTheStage() {
        TestInputTopic<String, byte[]> raw = driver.createInputTopic(
                Topics.FACES.name(),
                Serdes.String().serializer(),
                Serdes.ByteArray().serializer());
        raw.pipeInput("algebra/cam-1", "hello".getBytes(StandardCharsets.UTF_8), CAPTURED);
        faces.pipeInput("algebra/cam-1", record(face(1, 100)), CAPTURED);

        assertThat(emotions.getQueueSize()).isOne();
    }

    /** A lost device cannot be produced in a test, so this one is simulated. */
    @Test
    void aModelThatCannotRunStopsTheStageAndMakesNoDeadLetter() {
        EmotionClassifier lost = new EmotionClassifier() {
            @Override
            public Classification classify(List<Crop> crops) {
                throw new ModelFailedError("tiny-1", new IllegalStateException("the device is gone"));
            }

            @Override
            public void close() {}
        };
        Topology failing = topology(lost);
        try (TopologyTestDriver stage = Topologies.drive(failing, properties)) {
            TestInputTopic<String, FaceCrops> input = stage.createInputTopic(
                    Topics.FACES.name(),
                    Serdes.String().serializer(),
                    Topics.FACES.values().serializer());
            assertThatThrownBy(() -> input.pipeInput("algebra/cam-1", record(face(1, 100)), CAPTURED))
                    .isInstanceOf(ModelFailedError.class)
                    .hasMessage("Model tiny-1 failed: the device is gone");
            assertThat(stage.producedTopicNames()).isEmpty();
        }
    }

    private Topology topology(EmotionClassifier classifier) {
        return ClassifierTopology.build(
                ClassifierMain.classification(classifier, 2, guard, metrics), metrics, properties);
    }

    private static FaceCrops.Builder change(FaceCrops record) {
        return FaceCrops.newBuilder(record);
    }

    private static FaceCrops record(FaceCrop... faces) {
        return FaceCrops.newBuilder()
                .setLectureId("algebra")
                .setSourceId("cam-1")
                .setUserId("ada")
                .setSequence(41)
                .setCapturedAt(CAPTURED)
                .setWidth(1280)
                .setHeight(720)
                .setDetector("none")
                .setFaces(List.of(faces))
                .build();
    }

    private static FaceCrop face(long track, int grey) {
        return face(track, TinyModel.SIDE, TinyModel.face(grey).pixels());
    }

    private static FaceCrop face(long track, int side, byte[] crop) {
        return new FaceCrop(track, BOX, 0.9f, side, ByteBuffer.wrap(crop));
    }
}
