package io.moodstream.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.kit.Latencies;
import io.moodstream.kit.Settings;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.recommender.RecommenderConfig;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceBox;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.Recommendation;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A demo with the source algebra/cam, where browsers send to algebra and elsewhere, too. */
@NullUnmarked
class DemoOutputConsumerTest {
    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
    private static final List<Double> EVEN = Collections.nCopies(7, 1 / 7.0);

    @TempDir
    private Path folder;

    private final FrameAccounts accounts = new FrameAccounts();
    private final List<String> news = new ArrayList<>();
    private final List<String> audited = new ArrayList<>();
    private final List<String> joined = new ArrayList<>();
    private final LectureWatch watch =
            new LectureWatch(new Settings(Map.of()).bind(RecommenderConfig.class), System::nanoTime);
    private OutputFiles files;
    private DemoOutputConsumer answers;

    @BeforeEach
    void open() {
        files = OutputFiles.open(folder, List.of(Topics.EMOTIONS, Topics.MOODS, Topics.DEAD_LETTERS));
        answers = new DemoOutputConsumer(
                "algebra",
                Set.of("algebra/cam"),
                accounts,
                new Latencies(),
                watch,
                Optional.of(files),
                news::add,
                new AssumedPurpose(true, audited::add, joined::add)::other);
    }

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @Test
    void theFirstCameraOfNoUserEndsThePurposeThatTheDemoHasFilledIn() throws IOException {
        emotions("algebra", "cam");
        emotions("photos", "photo-1");
        take(Topics.EMOTIONS, "algebra/calm-otter-2718", frame("algebra", "calm-otter-2718", "u-1"));
        assertThat(audited).isEmpty();

        emotions("biology", "meeting");
        emotions("biology", "meeting");

        assertThat(audited).containsExactly("test");
        assertThat(joined).singleElement().asString().startsWith("biology/meeting has joined");
    }

    @Test
    void aPurposeThatWasStatedStays() {
        AssumedPurpose stated = new AssumedPurpose(false, audited::add, joined::add);

        stated.other(frame("biology", "meeting", null));

        assertThat(audited).isEmpty();
    }

    @Test
    void onlyTheOwnSourcesFramesAreEnteredWhileAllAreWritten() throws IOException {
        accounts.published(new FrameKey("algebra/cam", "", 0));

        assertThat(emotions("algebra", "calm-otter-2718")).isFalse();
        assertThat(emotions("photos", "photo-1")).isFalse();
        assertThat(emotions("algebra", "cam")).isTrue();

        assertThat(accounts.isBalanced()).isTrue();
        assertThat(accounts.account()).isEqualTo(new FrameAccounts.Account(1, 1, 0, 1, 0, Map.of(), Map.of(), 0));
        assertThat(written(Topics.EMOTIONS)).hasSize(3);
    }

    @Test
    void aSignalIsNoResultAndIsNotWritten() throws IOException {
        FaceEmotions begin = new FaceEmotions(
                "algebra",
                "cam",
                null,
                0L,
                AT,
                "test",
                List.of(),
                "test",
                "",
                SourceSignal.BEGIN,
                Counting.ALL,
                null,
                null,
                false);

        assertThat(take(Topics.EMOTIONS, "algebra/cam", begin)).isFalse();

        assertThat(accounts.account().unexpected()).isZero();
        assertThat(written(Topics.EMOTIONS)).isEmpty();
    }

    @Test
    void theReportTellsHowManyResultsCameTooLate() throws IOException {
        LectureReport late =
                LectureReport.newBuilder(report("algebra")).setLateFrames(3).build();

        take(Topics.LECTURE_REPORTS, "algebra", late);

        assertThat(accounts.late()).isEqualTo(3);
    }

    @Test
    void deadLettersOfOtherSourcesAreWrittenAndNotCounted() throws IOException {
        FrameKey own = new FrameKey("algebra/cam", "", 0);
        accounts.published(own);
        accounts.acknowledged(own, 3, 17);

        assertThat(deadLetter("photos/photo-1", 3, 18)).isFalse();
        assertThat(deadLetter("algebra/cam", 3, 17)).isTrue();
        assertThat(deadLetter("who knows", 3, 19)).isTrue();

        assertThat(accounts.isBalanced()).isTrue();
        assertThat(accounts.account().deadLettered()).isEqualTo(Map.of("not-a-picture", 1L));
        assertThat(accounts.account().otherDeadLetters()).isEqualTo(Map.of("not-a-picture", 1L));
        assertThat(written(Topics.DEAD_LETTERS)).hasSize(3);
    }

    @Test
    void newsAreOfTheOwnLectureOnly() throws IOException {
        take(Topics.MOODS, "photos", mood("geometry"));
        take(Topics.RECOMMENDATIONS, "photo-1", recommendation("photos"));
        assertThat(news).isEmpty();

        take(Topics.MOODS, "algebra", mood("algebra"));
        take(Topics.RECOMMENDATIONS, "ada", recommendation("algebra"));

        assertThat(news)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("mood  "),
                        line -> assertThat(line).startsWith("fits  ada: "));
        assertThat(written(Topics.MOODS)).hasSize(2);
    }

    @Test
    void anotherLecturesReportDoesNotEndThisOne() throws IOException {
        emotions("algebra", "cam");
        take(Topics.LECTURE_REPORTS, "geometry", report("geometry"));
        assertThat(watch.isOver()).isFalse();

        take(Topics.LECTURE_REPORTS, "algebra", report("algebra"));
        assertThat(watch.isOver()).isTrue();
    }

    private boolean emotions(String lecture, String source) throws IOException {
        return take(Topics.EMOTIONS, Keys.source(lecture, source), frame(lecture, source, null));
    }

    private static FaceEmotions frame(String lecture, String source, String user) {
        List<Float> probabilities = List.of(0f, 0f, 0f, 1f, 0f, 0f, 0f);
        FaceEmotion face = new FaceEmotion(1L, new FaceBox(0f, 0f, 1f, 1f), probabilities, Emotion.happy, 1f, true);
        return new FaceEmotions(
                lecture,
                source,
                user,
                0L,
                AT,
                "test",
                List.of(face),
                "test",
                "",
                null,
                Counting.ALL,
                null,
                null,
                false);
    }

    private static LectureMood mood(String lecture) {
        return new LectureMood(
                lecture,
                AT,
                AT.plusSeconds(10),
                5,
                5.0,
                1.0,
                50L,
                EVEN,
                Map.of("happy", 1.0),
                Emotion.happy,
                1.0,
                0.0,
                true,
                0,
                0.0,
                Counting.ALL);
    }

    private static Recommendation recommendation(String lecture) {
        return new Recommendation("ada", lecture, AT, Emotion.happy, EVEN, List.of("pop"), List.of(), "So.");
    }

    private static LectureReport report(String lecture) {
        return new LectureReport(
                lecture,
                AT,
                AT.plusSeconds(10),
                5,
                50L,
                1,
                0,
                1.0,
                EVEN,
                0,
                0,
                1,
                List.of(),
                List.of(),
                5,
                List.of(),
                List.of(),
                0L,
                "");
    }

    private <V> boolean take(Topic<String, V> topic, String key, V value) throws IOException {
        byte[] bytes = topic.values().serializer().serialize(topic.name(), value);
        return take(new ConsumerRecord<>(topic.name(), 0, 0, key.getBytes(StandardCharsets.UTF_8), bytes));
    }

    private boolean deadLetter(String key, int partition, long offset) throws IOException {
        var record = new ConsumerRecord<>(
                Topics.DEAD_LETTERS.name(), 0, 0, key.getBytes(StandardCharsets.UTF_8), new byte[1]);
        Map.of(
                        "topic",
                        "frames",
                        "partition",
                        "" + partition,
                        "offset",
                        "" + offset,
                        "message",
                        "not-a-picture: neither JPEG nor PNG")
                .forEach((name, value) ->
                        record.headers().add("__streams.errors." + name, value.getBytes(StandardCharsets.UTF_8)));
        return take(record);
    }

    private boolean take(ConsumerRecord<byte[], byte[]> record) throws IOException {
        return answers.take(record);
    }

    private List<String> written(Topic<?, ?> topic) throws IOException {
        answers.flush();
        return Files.readAllLines(folder.resolve(topic.name() + ".jsonl"));
    }
}
