package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.ReportMarker;
import io.moodstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the notes of a lecture in its report. */
class NoteStoreTest {
    private final Bench bench = new Bench(Map.of());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void marksStandInTheOrderOfTimeAndOnce() {
        camera(0, 1_000);
        bench.note(Sample.mark(900, "slide 2"));
        bench.note(Sample.mark(100, "slide 1"));
        bench.note(Sample.mark(900, "slide 2"));
        bench.note(Sample.mark(900, "an exercise"));

        assertThat(texts(ended())).containsExactly("slide 1", "an exercise", "slide 2");
    }

    @Test
    void aMarkWaitsForItsLecture() {
        bench.note(Sample.mark(-60_000, "welcome"));
        bench.pass(Duration.ofMinutes(10));
        assertThat(bench.reports()).isEmpty();
        camera(0, 1_000);

        assertThat(texts(ended())).containsExactly("welcome");
    }

    @Test
    void aMarkOfALectureThatDoesNotComeIsForgotten() {
        bench.note(Sample.mark(0, "welcome"));
        bench.pass(Duration.ofMinutes(31));
        camera(0, 1_000);

        assertThat(texts(ended())).isEmpty();
    }

    @Test
    void aMarkAfterTheReportMakesANewOneAndTheSameMarkAgainDoesNot() {
        camera(0, 1_000);
        assertThat(texts(ended())).isEmpty();

        bench.note(Sample.mark(500, "slide 1"));
        assertThat(texts(ended())).containsExactly("slide 1");

        bench.note(Sample.mark(500, "slide 1"));
        bench.note(Sample.mark(1_000 + 60_000, "long after the end"));
        bench.pass(Duration.ofSeconds(61));
        assertThat(bench.reports()).isEmpty();
    }

    @Test
    void noMoreThanTheFirst500MarksAreKept() {
        camera(0, 1_000);
        for (int i = 599; i >= 0; i--) {
            bench.note(Sample.mark(i, "slide " + i));
        }

        assertThat(texts(ended())).hasSize(500).startsWith("slide 0").endsWith("slide 499");
    }

    @Test
    void anEndShortensTheWaitForTheReport() {
        camera(0, 19_800);
        bench.note(Sample.end(20_000));
        bench.pass(Duration.ofSeconds(14));
        assertThat(bench.reports()).isEmpty();
        bench.pass(Duration.ofSeconds(3));

        LectureReport early = bench.reports().get(0);
        assertThat(early.getWindows()).isEqualTo(2);
        bench.pass(Duration.ofSeconds(60));
        assertThat(bench.reports()).isEmpty();
    }

    @Test
    void anEndThatComesBeforeTheFramesHoldsForThem() {
        bench.note(Sample.end(20_000));
        camera(0, 19_800);
        bench.pass(Duration.ofSeconds(17));

        assertThat(bench.reports())
                .singleElement()
                .satisfies(report -> assertThat(report.getFrames()).isEqualTo(100));
    }

    @Test
    void aLectureThatGoesOnAfterItsEndIsWaitedForAsAnyOther() {
        camera(0, 1_000);
        bench.note(Sample.end(1_000));
        camera(61_000, 62_000);
        bench.pass(Duration.ofSeconds(50));
        assertThat(bench.reports()).isEmpty();

        assertThat(ended().getFrames()).isEqualTo(12);
    }

    @Test
    void aBadEventBecomesADeadLetterAndTheNextIsTaken() {
        camera(0, 1_000);
        bench.note(Sample.mark(0, ""));
        bench.note("other", Sample.mark(0, "slide 1"));
        bench.note(Sample.mark(0, "slide 2"));

        assertThat(texts(ended())).containsExactly("slide 2");
        assertThat(bench.read(Topics.DEAD_LETTERS))
                .extracting(record -> new String(
                        record.headers().lastHeader("__streams.errors.message").value(), StandardCharsets.UTF_8))
                .satisfiesExactly(
                        message -> assertThat(message).contains("text is 0 characters"),
                        message -> assertThat(message).contains("the record's key is other"));
    }

    private LectureReport ended() {
        bench.pass(Duration.ofSeconds(61));
        List<LectureReport> reports = bench.reports();
        assertThat(reports).hasSize(1);
        return reports.get(0);
    }

    private static Stream<String> texts(LectureReport report) {
        return report.getMarkers().stream().map(ReportMarker::getText);
    }

    private void camera(long from, long until) {
        for (long at = from; at <= until; at += 200) {
            bench.send(Sample.frame("front", at, Sample.faces(10, Emotion.happy)));
        }
    }
}
