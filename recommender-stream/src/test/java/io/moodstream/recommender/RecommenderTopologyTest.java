package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.Topics;
import io.moodstream.testing.Golden;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecommenderTopologyTest {
    private final Bench bench = new Bench(Map.of());

    @AfterEach
    void close() {
        bench.close();
    }

    /** Fails on purpose if operators, stores or internal topics change: instances have state under these names. */
    @Test
    void theTopologyHasNotChanged() {
        Golden.assertMatches("topology.txt", bench.topology.describe().toString());
    }

    @Test
    void nothingButThePublishedReportsIsOnTheDisk(@TempDir Path folder) {
        Stage stage = RecommenderMain.stage(new Settings(Map.of("STAGE_STATE_DIR", folder.toString())));
        try (TopologyTestDriver driver = new TopologyTestDriver(stage.topology(), stage.properties())) {
            assertThat(driver.getAllStateStores())
                    .hasSizeGreaterThan(5)
                    .allSatisfy((name, store) -> assertThat(store.persistent())
                            .as(name)
                            .isEqualTo(name.equals(ReportLecturesProcessor.PUBLISHED)));
        }
    }

    @Test
    void aBadRecordBecomesADeadLetterThatSaysWhyAndTheStreamGoesOn() {
        FaceEmotion face = Sample.face(1, Emotion.sad, 0.9);
        face.getProbabilities().set(0, Float.NaN);
        bench.send(Sample.frame("front", 0, face));
        bench.send(Sample.frame("front", 4_000_000, Sample.faces(10, Emotion.sad)));
        bench.send(Sample.frame("front", 0, Sample.faces(10, Emotion.happy)));
        bench.pass(Duration.ofSeconds(20));

        assertThat(bench.read(Topics.DEAD_LETTERS))
                .extracting(record -> new String(
                        record.headers().lastHeader("__streams.errors.message").value(), StandardCharsets.UTF_8))
                .satisfiesExactly(
                        message ->
                                assertThat(message).contains("probabilities is").contains("each from 0 to 1"),
                        message -> assertThat(message).contains("capturedAt is").contains("60000 ms after now"));
        assertThat(bench.finals()).hasSize(1);
    }

    /** Only a real broker shows the dead letter: the driver does not capture those of deserialisation. */
    @Test
    void bytesThatAreNoRecordDoNotStopTheStream() {
        bench.send("no Avro".getBytes(StandardCharsets.UTF_8));
        bench.send(Sample.frame("front", 0, Sample.faces(10, Emotion.happy)));
        bench.pass(Duration.ofSeconds(20));

        assertThat(bench.finals()).hasSize(1);
    }

    @Test
    void whenAFrameWasPublishedIsPassedOnAndMeasured() {
        byte[] publishedAt =
                ByteBuffer.allocate(8).putLong(System.currentTimeMillis()).array();
        for (int at = 0; at <= 3_000; at += 200) {
            bench.send(
                    Sample.frame("maths", "ada", "ada", at, Sample.faces(6, Emotion.happy)),
                    Topics.PUBLISHED_AT,
                    publishedAt);
        }

        assertThat(bench.read(Topics.MOODS))
                .hasSize(3)
                .allSatisfy(record -> assertThat(
                                record.headers().lastHeader(Topics.PUBLISHED_AT).value())
                        .isEqualTo(publishedAt));
        assertThat(bench.read(Topics.RECOMMENDATIONS))
                .singleElement()
                .satisfies(record -> assertThat(
                                record.headers().lastHeader(Topics.PUBLISHED_AT).value())
                        .isEqualTo(publishedAt));
        assertThat(bench.metrics
                        .registry()
                        .get("moodstream.end.to.end.latency")
                        .timer()
                        .count())
                .isEqualTo(16);
    }

    @Test
    void theUsersFramesMakeRecommendationsAndMoods() {
        for (int at = 0; at <= 10_000; at += 500) {
            FaceEmotions[] frames = new FaceEmotions[6];
            for (int user = 0; user < 6; user++) {
                frames[user] = Sample.webcam("user" + user, at, Emotion.happy);
            }
            bench.send(frames);
        }
        bench.pass(Duration.ofSeconds(20));

        assertThat(bench.recommendations())
                .hasSize(6)
                .allSatisfy(recommendation ->
                        assertThat(recommendation.getEmotion()).isEqualTo(Emotion.happy));
        assertThat(bench.finals())
                .hasSize(2)
                .allSatisfy(mood -> assertThat(mood.getParticipants()).isEqualTo(6));
    }

    @Test
    void theStoresForgetWhatIsOver() {
        for (int at = 0; at <= 20_000; at += 500) {
            bench.send(Sample.webcam("ada", at, Emotion.sad));
        }
        bench.note(Sample.mark(10_000, "slide 1"));
        bench.note(
                new LectureEvent("other", Instant.ofEpochMilli(Sample.START), LectureEventKind.MARK, "nobody there"));
        bench.pass(Duration.ofMinutes(31));

        assertThat(Collections.max(List.of(
                        bench.size("followed-lectures"),
                        bench.size("followed-sources"),
                        bench.size("windows"),
                        bench.size("window-tallies"),
                        bench.size("people"),
                        bench.size("source-tracks"),
                        bench.size("reports"),
                        bench.size("reported-sources"),
                        bench.size("reported-windows"),
                        bench.size("reported-episodes"),
                        bench.size("report-events"),
                        bench.size("user-expressions"))))
                .isZero();
    }
}
