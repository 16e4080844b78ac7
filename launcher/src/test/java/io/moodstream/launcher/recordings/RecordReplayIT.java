package io.moodstream.launcher.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.broker.EmbeddedBroker;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.launcher.CommandRunner;
import io.moodstream.launcher.CommandRunner.Outcome;
import io.moodstream.launcher.FewPartitions;
import io.moodstream.launcher.SampleFrames;
import io.moodstream.launcher.StartedStages;
import io.moodstream.recordings.RecordingReader;
import io.moodstream.recordings.RecordingSummary;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A class that is recorded while it goes on, and what can be done with the recording, on a real broker and stages. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // all look at the one class that is played first
class RecordReplayIT {
    private static final long PATIENCE_SECONDS = 300;
    private static final int FRAMES = 16;

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;
    private static Settings settings;
    private static StartedStages stages;

    private static Path live;

    @BeforeAll
    static void recordTheClassWhileItGoesOn() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        settings = new Settings(Map.of(
                "STAGE_BOOTSTRAP", broker.bootstrap(),
                "STAGE_THREADS", "1",
                "STAGE_STATE_DIR", folder.resolve("state").toString(),
                "RECOMMENDER_SILENCE", "5s",
                "RECOMMENDER_LECTURE_END", "7s"));
        FewPartitions.create(settings);
        stages = StartedStages.start(settings);
        live = folder.resolve("live.moodrec");
        CompletableFuture<Outcome> recording =
                CompletableFuture.supplyAsync(() -> moodstream("record", "--lecture", "algebra", "--out", live));
        say("algebra", LectureEventKind.MARK, "slide 1");
        Path left = pictures("left", FRAMES / 2);
        Path right = pictures("right", FRAMES / 2);
        Outcome played = moodstream(
                "ingest",
                "--lecture",
                "algebra",
                "--fps",
                "max",
                "--source",
                "left=" + left,
                "--source",
                "right@u-1=" + right);
        assertThat(played.code()).isZero();
        Outcome recorded = recording.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(recorded.code()).as(recorded.err()).isZero();
        assertThat(recorded.out()).contains("The lecture has its report");
    }

    @AfterAll
    static void stop() {
        stages.close();
        broker.close();
    }

    @Test
    @Order(1)
    void theRecordingHoldsEveryFrameAndTheMark() throws Exception {
        RecordingSummary summary = RecordingSummary.of(live);

        assertThat(summary.frames()).isEqualTo(FRAMES);
        assertThat(bySource(live))
                .allSatisfy((source, records) ->
                        assertThat(((Frame) records.get(0)).getSignal()).isEqualTo(SourceSignal.BEGIN));
        assertThat(summary.sources()).containsOnlyKeys("algebra/left", "algebra/right");
        assertThat(summary.events()).extracting(LectureEvent::getText).containsExactly("slide 1");
        assertThat(summary.gaps()).isEmpty();
        assertThat(summary.header()).hasValueSatisfying(header -> {
            assertThat(header.getSources()).containsExactly("left", "right");
            assertThat(header.getModels()).hasSize(1);
            assertThat(header.getDetectors()).hasSize(1);
        });
        Outcome inspected = moodstream("inspect", live);
        assertThat(inspected.code()).isZero();
        assertThat(inspected.out()).contains("a recording of frames", "algebra/right @u-1", "Every block is intact");
    }

    @Test
    @Order(1)
    void aLecturesEmotionsMeetItsEventsInPartitionsOfTheSameNumber() throws Exception {
        String emotions = "recommender-stream-emotions-by-lecture-repartition";
        String users = "recommender-stream-emotions-by-user-repartition";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            Map<String, Integer> partitions = new TreeMap<>();
            admin.describeTopics(List.of("emotions", "lecture-events", emotions, users))
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) ->
                            partitions.put(name, topic.partitions().size()));
            assertThat(partitions).isEqualTo(Map.of("emotions", 3, "lecture-events", 2, emotions, 2, users, 2));
        }
    }

    @Test
    @Order(2)
    void aRecordingMadeAfterwardsHoldsTheSame() throws Exception {
        Path held = folder.resolve("held.moodrec");

        Outcome recorded =
                moodstream("record", "--lecture", "algebra", "--out", held, "--from", "2000-01-01T00:00:00Z");

        assertThat(recorded.code()).as(recorded.err()).isZero();
        assertThat(bySource(held)).isEqualTo(bySource(live));
    }

    @Test
    @Order(3)
    void aReplayIsAnsweredAsTheLectureWas() throws Exception {
        Outcome replayed = moodstream("replay", live, "--as", "again", "--speed", "max");

        assertThat(replayed.code()).as(replayed.err()).isZero();
        assertThat(replayed.out()).contains(FRAMES + " frames of lecture again published, " + FRAMES + " processed");
        assertThat(answers("again")).isEqualTo(answers("algebra")).hasSize(FRAMES);
        Awaitility.await()
                .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .untilAsserted(() ->
                        assertThat(moods("again")).isEqualTo(moods("algebra")).isNotEmpty());
    }

    @Test
    @Order(4)
    void aLectureThatTheTopicsHoldIsNotMixedWithItsReplay() {
        Outcome refused = moodstream("replay", live);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("already holds records of lecture algebra")
                .contains("--as");
        assertThat(moodstream("replay", live, "--as", "photos").err()).contains("and not photos");
        assertThat(moodstream("replay", live, "--as", "part", "--from", "2099-01-01T00:00:00Z")
                        .err())
                .contains("holds no frame of that time");
    }

    @Test
    @Order(5)
    void emotionsAloneAreRecordedAndNotReplayed() throws Exception {
        Path emotions = folder.resolve("emotions.moodrec");

        Outcome recorded = moodstream("record", "--lecture", "algebra", "--out", emotions, "--no-pictures");

        assertThat(recorded.code()).as(recorded.err()).isZero();
        RecordingSummary summary = RecordingSummary.of(emotions);
        assertThat(summary.emotions()).isEqualTo(FRAMES);
        assertThat(summary.frames()).isZero();
        Outcome refused = moodstream("replay", emotions, "--as", "none");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("holds emotions without pictures");
    }

    @Test
    @Order(6)
    void aRecordingIsASourceOfIngest() throws Exception {
        Outcome played = moodstream("ingest", "--lecture", "source", "--fps", "max", "--source", live);

        assertThat(played.code()).as(played.err()).isZero();
        assertThat(played.out())
                .contains("source/left: " + FRAMES / 2 + " frames", "source/right: " + FRAMES / 2 + " frames");
    }

    @Test
    @Order(7)
    void copiesAreLecturesOfTheirOwn() throws Exception {
        Outcome replayed =
                moodstream("replay", live, "--as", "load", "--copies", "2", "--speed", "max", "--shift-time");

        assertThat(replayed.code()).as(replayed.err()).isZero();
        assertThat(answers("load-1")).hasSize(FRAMES);
        assertThat(answers("load-2")).hasSize(FRAMES);
    }

    @Test
    @Order(8)
    void nothingToRecordMakesNoFile() {
        Path none = folder.resolve("none.moodrec");

        Outcome recorded = moodstream("record", "--lecture", "nobody", "--out", none, "--to", "2000-01-01T00:00:00Z");

        assertThat(recorded.code()).isEqualTo(1);
        assertThat(recorded.err()).contains("the topics hold nothing of lecture nobody");
        assertThat(none).doesNotExist();
        Outcome forced =
                moodstream("record", "--lecture", "nobody", "--out", live, "--force", "--to", "2000-01-01T00:00:00Z");
        assertThat(forced.code()).isEqualTo(1);
        assertThat(live).exists();
    }

    @Test
    @Order(9)
    void aKilledRecorderLeavesAReadableFile() throws Exception {
        Path killed = folder.resolve("killed.moodrec");
        Process recorder = CommandRunner.at(broker)
                .process("record", "--lecture", "endless", "--out", killed)
                .inheritIO()
                .start();
        try {
            Path pictures = pictures("endless", FRAMES);
            Outcome played =
                    moodstream("ingest", "--lecture", "endless", "--fps", "max", "--source", "hall=" + pictures);
            assertThat(played.code()).isZero();
            Awaitility.await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(() -> frames(killed) == FRAMES);
        } finally {
            recorder.destroyForcibly().waitFor();
        }

        assertThat(frames(killed)).isEqualTo(FRAMES);
        assertThat(moodstream("inspect", killed).out()).contains("endless/hall");
    }

    private static Path pictures(String name, int count) throws IOException {
        Path pictures = Files.createDirectory(folder.resolve(name));
        SampleFrames.write(pictures, count);
        return pictures;
    }

    private static long frames(Path file) throws IOException {
        return Files.exists(file) && RecordingReader.isRecording(file)
                ? RecordingSummary.of(file).frames()
                : 0;
    }

    private static Outcome moodstream(Object... args) {
        CommandRunner runner = args[0].equals("inspect") ? CommandRunner.plain() : CommandRunner.at(broker);
        return runner.run(args);
    }

    private static void say(String lecture, LectureEventKind kind, String text) {
        try (var producer = new KafkaProducer<>(
                KafkaDefaults.producer(settings.bind(StageConfig.class), settings),
                new StringSerializer(),
                Topics.LECTURE_EVENTS.values().serializer())) {
            var sent = producer.send(new ProducerRecord<>(
                    Topics.LECTURE_EVENTS.name(), lecture, new LectureEvent(lecture, Instant.now(), kind, text)));
            assertThat(sent).isNotNull();
        }
    }

    /** The frames and signals of each source in their order. */
    private static Map<String, List<SpecificRecordBase>> bySource(Path file) throws IOException {
        Map<String, List<SpecificRecordBase>> frames = new TreeMap<>();
        try (RecordingReader reader = RecordingReader.open(file)) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                if (next.get() instanceof Frame frame) {
                    frames.computeIfAbsent(frame.getSourceId(), source -> new ArrayList<>())
                            .add(frame);
                }
            }
        }
        return frames;
    }

    /** The emotions of each frame, without what may differ: the ids of the lecture and of the run. */
    private static Map<String, String> answers(String lecture) {
        Map<String, String> answers = new TreeMap<>();
        values(Topics.EMOTIONS, lecture).stream()
                .filter(answer -> answer.getSignal() == null)
                .forEach(answer -> answers.put(
                        answer.getSourceId() + " " + answer.getSequence(),
                        FaceEmotions.newBuilder(answer)
                                .setLectureId("any")
                                .setRun("any")
                                .build()
                                .toString()));
        return answers;
    }

    private static Map<Instant, String> moods(String lecture) {
        Map<Instant, String> moods = new TreeMap<>();
        values(Topics.MOODS, lecture).stream()
                .filter(LectureMood::getIsFinal)
                .forEach(mood -> moods.put(
                        mood.getWindowStart(),
                        LectureMood.newBuilder(mood).setLectureId("any").build().toString()));
        return moods;
    }

    private static <V> List<V> values(Topic<String, V> topic, String lecture) {
        List<V> values = new ArrayList<>();
        try (TopicReader reader = TopicReader.open(settings.bind(StageConfig.class), settings, List.of(topic), true)) {
            reader.readToEnd(record -> {
                if (new String(record.key(), StandardCharsets.UTF_8).startsWith(lecture + "/")) {
                    values.add(topic.values().deserializer().deserialize(topic.name(), record.value()));
                }
            });
        }
        return values;
    }
}
