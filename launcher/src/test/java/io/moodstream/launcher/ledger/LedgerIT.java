package io.moodstream.launcher.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.classifier.ClassifierMain;
import io.moodstream.detector.DetectorMain;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.RunningStage;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.CommandRunner.Outcome;
import io.moodstream.launcher.SampleFrames;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ledger} says of a lecture that detector and classifier have processed, and of one with a lost result. */
class LedgerIT {
    private static final int FRAMES = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;
    private static Settings settings;

    @BeforeAll
    static void playALecture() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        settings = new Settings(
                Map.of("STAGE_BOOTSTRAP", broker.bootstrap(), "STAGE_THREADS", "1", "CLASSIFIER_MODEL", "fast"));
        StageRunner.createTopics(settings);
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        SampleFrames.write(pictures, FRAMES);
        Outcome played = moodstream(
                "ingest",
                "--lecture",
                "algebra",
                "--fps",
                "max",
                "--source",
                "left=" + pictures,
                "--source",
                "right=" + pictures);
        assertThat(played.code()).as(played.err()).isZero();
        send(Topics.FRAMES, frame("algebra", "older", 0)); // by a publisher that knows of no runs, and no picture
        try (RunningStage detector = RunningStage.start(DetectorMain.stage(settings));
                RunningStage classifier = RunningStage.start(ClassifierMain.stage(settings))) {
            Awaitility.await().atMost(PATIENCE).until(() -> {
                assertThat(List.of(detector, classifier))
                        .allMatch(stage -> stage.failure().isEmpty());
                return total("algebra").path("underWay").asInt(-1) == 0;
            });
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void everyFrameOfTheLectureAddsUp() throws Exception {
        Outcome ledger = moodstream("ledger", "--lecture", "algebra", "--check");

        assertThat(ledger.code()).as(ledger.err()).isZero();
        assertThat(ledger.err()).isEmpty();
        assertThat(ledger.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "Lecture algebra",
                        "source published with faces without dead lost under way missing expired dropped",
                        "left 5 5 0 0 0 0 0 0 0",
                        "older 1 0 0 1 0 0 0 0 0",
                        "right 5 5 0 0 0 0 0 0 0",
                        "total 11 10 0 1 0 0 0 0 0",
                        "Dead-lettered: not-a-picture 1");
        JsonNode total = total("algebra");
        assertThat(total.path("published").asInt()).isEqualTo(2 * FRAMES + 1);
        assertThat(total.path("deadLettered").path("not-a-picture").asInt()).isEqualTo(1);
    }

    @Test
    void aFrameThatWasNeverAnsweredAndOneThatWasTwiceAreNamed() throws Exception {
        for (long number = 0; number < 6; number++) {
            send(Topics.FRAMES, frame("physics", "cam", number, "a-run"));
        }
        for (long number : new long[] {0, 1, 4, 4, 5}) {
            send(Topics.EMOTIONS, emotions("physics", "cam", number, "a-run"));
        }

        Outcome checked = moodstream("ledger", "--check");
        assertThat(checked.code()).isEqualTo(1);
        assertThat(checked.out()).contains("Lecture algebra", "Lecture physics");
        assertThat(checked.err().lines())
                .containsExactly(
                        "moodstream: lecture physics, source cam, run a-run: 2 frames have no result and will get"
                                + " none: 2-3",
                        "moodstream: lecture physics, source cam, run a-run: 1 frame has more than one result: 4");
        assertThat(moodstream("ledger").code()).isZero();
        assertThat(moodstream("ledger", "--check", "--lecture", "algebra").code())
                .isZero();
    }

    @Test
    void aLectureThatNobodyHasHeardOfIsAFault() {
        Outcome unknown = moodstream("ledger", "--lecture", "nobody");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).startsWith("moodstream: there are no frames of lecture nobody; without --lecture");
    }

    private static JsonNode total(String lecture) throws Exception {
        Outcome json = moodstream("ledger", "--json", "--lecture", lecture);
        assertThat(json.code()).as(json.err()).isZero();
        return new ObjectMapper().readTree(json.out()).path(0).path("total");
    }

    private static Outcome moodstream(Object... args) {
        return CommandRunner.at(broker).run(args);
    }

    private static <V extends SpecificRecord> void send(Topic<String, V> topic, V value) throws Exception {
        String key = Keys.source(
                value.get(value.getSchema().getField("lectureId").pos()).toString(),
                value.get(value.getSchema().getField("sourceId").pos()).toString());
        try (var producer = new KafkaProducer<>(
                KafkaDefaults.producer(settings.bind(StageConfig.class), settings),
                new StringSerializer(),
                topic.values().serializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
        }
    }

    private static Frame frame(String lecture, String source, long number) {
        return frame(lecture, source, number, "");
    }

    private static Frame frame(String lecture, String source, long number, String run) {
        ByteBuffer image = ByteBuffer.wrap(new byte[] {1, 2, 3});
        return new Frame(
                lecture, source, null, number, Instant.now(), ImageEncoding.JPEG, image, run, null, Counting.ALL);
    }

    private static FaceEmotions emotions(String lecture, String source, long number, String run) {
        return new FaceEmotions(
                lecture,
                source,
                null,
                number,
                Instant.now(),
                "model",
                List.of(),
                "detector",
                run,
                null,
                Counting.ALL,
                null,
                null,
                false);
    }
}
