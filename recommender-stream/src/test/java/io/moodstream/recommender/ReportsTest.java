package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.LectureReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private final Bench bench = new Bench(Map.of());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aLectureSilentForLongIsReportedOnce() {
        camera(0, 39_800, 10, Emotion.sad);
        camera(40_000, 49_800, 4, Emotion.happy);
        bench.pass(Duration.ofSeconds(59));
        assertThat(bench.reports()).isEmpty();

        bench.pass(Duration.ofMinutes(5));

        List<LectureReport> reports = bench.reports();
        assertThat(reports).hasSize(1);
        LectureReport report = reports.get(0);
        assertThat(report.getLectureId()).isEqualTo("maths");
        assertThat(report.getStartedAt().toEpochMilli()).isEqualTo(Sample.START);
        assertThat(report.getEndedAt().toEpochMilli()).isEqualTo(Sample.START + 49_800);
        assertThat(report.getParticipants()).isEqualTo(10);
        assertThat(report.getFrames()).isEqualTo(250);
        assertThat(report.getWindows()).isEqualTo(4);
        assertThat(report.getWithheldWindows()).isEqualTo(1);
        assertThat(report.getCoverage()).isCloseTo(1, within(1e-9));
        assertThat(report.getMeanProbabilities().get(Emotion.sad.ordinal())).isCloseTo(0.9, within(1e-6));
        assertThat(report.getNegativeEpisodes()).isEqualTo(10);
        assertThat(report.getAbsentEpisodes()).isZero();
    }

    @Test
    void aLectureWithoutAPublishedWindowHasNoMeans() {
        camera(0, 5_000, 3, Emotion.happy);
        bench.pass(Duration.ofSeconds(61));

        LectureReport report = bench.reports().get(0);
        assertThat(report.getWindows()).isZero();
        assertThat(report.getWithheldWindows()).isEqualTo(1);
        assertThat(report.getMeanProbabilities()).isEmpty();
    }

    @Test
    void aLectureTakenUpAgainIsReportedAsAWhole() {
        camera(0, 9_800, 10, Emotion.happy);
        bench.pass(Duration.ofSeconds(61));
        camera(600_000, 609_800, 10, Emotion.happy);
        bench.pass(Duration.ofSeconds(61));

        assertThat(bench.reports()).extracting(LectureReport::getFrames).containsExactly(50L, 100L);
    }

    @Test
    void aReplayIsReportedLikeTheLecture() {
        camera(0, 29_800, 10, Emotion.happy);
        bench.pass(Duration.ofSeconds(61));
        camera(0, 29_800, 10, Emotion.happy);
        bench.pass(Duration.ofSeconds(61));

        List<LectureReport> reports = bench.reports();
        assertThat(reports).hasSize(2);
        assertThat(reports.get(1)).isEqualTo(reports.get(0));
    }

    private void camera(long from, long until, int faces, Emotion emotion) {
        for (long at = from; at <= until; at += 200) {
            bench.send(Sample.frame("front", at, Sample.faces(faces, emotion)));
        }
    }
}
