package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.moodstream.recommender.state.ReportEpisodes;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.ReportMarker;
import io.moodstream.schemas.ReportWindow;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private Bench bench = new Bench(Map.of());

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
    void theLatestTitleIsInTheReportWheneverItWasSet() {
        bench.note(Sample.title(-3_600_000, "Groups"));
        bench.pass(Duration.ofHours(1));
        camera(0, 9_800, 10, Emotion.happy);
        bench.note(Sample.title(5_000, "Groups and rings"));
        bench.note(Sample.title(4_000, "Too old"));
        bench.pass(Duration.ofSeconds(61));
        bench.note(Sample.title(3_600_000, "\u0917\u0923\u093f\u0924"));
        bench.note(Sample.title(3_700_000, ""));

        assertThat(bench.reports())
                .extracting(LectureReport::getTitle)
                .containsExactly("Groups and rings", "\u0917\u0923\u093f\u0924", "");
    }

    @Test
    void aTitleThatWasSetBeforeTheLectureIsNotForgotten() {
        bench.note(Sample.title(-3_600_000, "Groups"));
        bench.pass(Duration.ofHours(1));
        camera(0, 9_800, 10, Emotion.happy);
        bench.pass(Duration.ofSeconds(61));

        assertThat(bench.reports()).extracting(LectureReport::getTitle).containsExactly("Groups");
    }

    @Test
    void aDeletedLectureIsNotReportedAgainAndAnotherOneOfItsNameBeginsAnew() {
        bench.note(Sample.title(0, "Groups"));
        camera(0, 9_800, 10, Emotion.happy);
        bench.pass(Duration.ofSeconds(61));
        bench.note(Sample.mark(5_000, "slide 12"));
        assertThat(bench.reports()).hasSize(2);
        bench.note(Sample.deleted(100_000));
        bench.pass(Duration.ofSeconds(61));
        assertThat(bench.reports()).isEmpty();

        camera(600_000, 609_800, 10, Emotion.happy);
        bench.pass(Duration.ofSeconds(61));

        assertThat(bench.reports()).singleElement().satisfies(report -> {
            assertThat(report.getFrames()).isEqualTo(50);
            assertThat(report.getTitle()).isEmpty();
            assertThat(report.getMarkers()).isEmpty();
        });
    }

    @Test
    void aLectureThatWasDeletedWhileItWasSilentDoesNotComeBack() {
        camera(0, 12_000, 10, Emotion.happy);
        bench.note(Sample.deleted(12_500));
        bench.read(Topics.MOODS);
        bench.pass(Duration.ofMinutes(40));
        assertThat(bench.moods()).isEmpty();
        assertThat(bench.reports()).isEmpty();
        assertThat(bench.attention()).isEmpty();
        for (String store : List.of("followed-lectures", "followed-sources", "windows", "people", "source-tracks")) {
            assertThat(bench.size(store)).as(store).isZero();
        }
    }

    @Test
    void ofADeletedLectureNobodyIsExpectedInTheNextOneOfItsName() {
        camera(0, 19_800, 10, Emotion.happy);
        bench.note(Sample.deleted(20_000));
        bench.read(Topics.MOODS);
        camera(60_000, 79_800, 6, Emotion.happy);
        bench.pass(Duration.ofSeconds(61));
        assertThat(bench.finals())
                .isNotEmpty()
                .allSatisfy(mood -> assertThat(mood.getParticipants()).isEqualTo(6));
    }

    @Test
    void aTitleReachesTheReportOfALectureThatWasForgotten() {
        camera(0, 9_800, 10, Emotion.happy);
        bench.pass(Duration.ofMinutes(40));
        LectureReport before = bench.reports().get(0);
        assertThat(bench.size("reports")).isZero();

        bench.note(Sample.title(50_000, "Groups"));
        assertThat(bench.reports())
                .containsExactly(
                        LectureReport.newBuilder(before).setTitle("Groups").build());

        bench.note(Sample.title(60_000, "Groups"));
        assertThat(bench.reports()).isEmpty();
    }

    @Test
    void aTitleBeforeTheNextLectureOfTheSameIdIsNotInTheReportOfTheLastOne() {
        long lastWeek = -Duration.ofDays(7).toMillis();
        camera(lastWeek, lastWeek + 9_800, 10, Emotion.happy);
        bench.pass(Duration.ofMinutes(40));
        assertThat(bench.reports()).hasSize(1);

        bench.note(Sample.title(-600_000, "Groups"));
        bench.pass(Duration.ofMinutes(10));
        camera(0, 1_000, 10, Emotion.happy);
        bench.note(Sample.title(1_100, "Rings"));
        camera(1_200, 9_800, 10, Emotion.happy);
        bench.pass(Duration.ofMinutes(40));

        assertThat(bench.reports()).singleElement().satisfies(report -> {
            assertThat(report.getStartedAt().toEpochMilli()).isEqualTo(Sample.START);
            assertThat(report.getTitle()).isEqualTo("Rings");
        });
    }

    @Test
    void aTitleThatIsSetDaysLaterReachesTheReportWhenNoOtherLectureOfItsIdBegins() {
        long lastWeek = -Duration.ofDays(7).toMillis();
        camera(lastWeek, lastWeek + 9_800, 10, Emotion.happy);
        bench.pass(Duration.ofMinutes(40));
        assertThat(bench.reports()).hasSize(1);

        bench.note(Sample.title(0, "Groups"));
        assertThat(bench.reports()).isEmpty();
        bench.pass(Duration.ofMinutes(31));

        assertThat(bench.reports()).extracting(LectureReport::getTitle).containsExactly("Groups");
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

    /** A stage before this one stood still for longer than ends a lecture; of two partitions one is a little behind. */
    @Test
    void framesThatHadToWaitAreNoReplay() {
        both(0, 29_800);
        bench.pass(Duration.ofSeconds(70));
        bench.send(Sample.frame("side", 29_600, Sample.faces(10, Emotion.happy)));
        both(30_000, 99_800);
        bench.pass(Duration.ofSeconds(61));

        List<LectureReport> reports = bench.reports();
        assertThat(reports).extracting(LectureReport::getFrames).containsExactly(300L, 1_001L);
        LectureReport last = reports.get(1);
        assertThat(last.getStartedAt().toEpochMilli()).isEqualTo(Sample.START);
        assertThat(last.getSources()).isEqualTo(2);
        assertThat(last.getTimeline()).hasSize(10);
        assertThat(last.getTimeline())
                .extracting(ReportWindow::getFrames)
                .startsWith(100L, 100L, 101L)
                .endsWith(100L);
    }

    @Test
    void aFrameAsLateAsTheLastOneIsNoReplay() {
        camera(0, 29_800, 10, Emotion.happy);
        bench.pass(Duration.ofSeconds(70));
        camera(29_800, 39_800, 10, Emotion.happy);
        bench.pass(Duration.ofSeconds(61));

        assertThat(bench.reports()).extracting(LectureReport::getFrames).containsExactly(150L, 201L);
    }

    /** Six people for a minute, the whole class, then one who is sad again and again: that one may not be counted. */
    @Test
    void episodesOfWindowsAboutTooFewPeopleAreNotCounted() {
        camera(0, 59_800, 6, Emotion.sad);
        for (int from = 60_000; from < 360_000; from += 60_000) {
            camera(from, from + 19_800, 1, Emotion.happy);
            camera(from + 20_000, from + 59_800, 1, Emotion.sad);
        }
        bench.pass(Duration.ofSeconds(61));

        assertThat(bench.attention().stream().filter(attention -> !attention.getCleared()))
                .hasSizeGreaterThan(15);
        LectureReport report = bench.reports().get(0);
        assertThat(report.getWithheldWindows()).isEqualTo(30);
        assertThat(report.getNegativeEpisodes()).isEqualTo(6);
        assertThat(report.getAbsentEpisodes()).isZero();
    }

    /** Attention speaks of a frame that is counted already, also of a lecture's first one. */
    @Test
    void anEpisodeThatOpensWithTheFirstFrameIsCounted() {
        bench.close();
        bench = new Bench(Map.of("RECOMMENDER_NEGATIVE_FOR", "0s"));
        camera(0, 5_000, 6, Emotion.sad);
        bench.pass(Duration.ofSeconds(61));

        assertThat(bench.reports().get(0).getNegativeEpisodes()).isEqualTo(6);
    }

    @Test
    void itNamesItsSourcesDetectorsAndModels() {
        camera(0, 9_800, 10, Emotion.happy);
        FaceEmotions other = FaceEmotions.newBuilder(Sample.frame("side", 5_000, Sample.faces(2, Emotion.sad)))
                .setModel("another")
                .setDetector("")
                .build();
        bench.send(other);
        bench.pass(Duration.ofSeconds(61));

        LectureReport report = bench.reports().get(0);
        assertThat(report.getSources()).isEqualTo(2);
        assertThat(report.getModels()).containsExactly("another", "test");
        assertThat(report.getDetectors()).containsExactly("test");
        assertThat(report.getMinimumGroup()).isEqualTo(5);
    }

    @Test
    void itsTimelineHasTheClosedWindowsAndNoMoodsOfTooFewPeople() {
        camera(0, 9_800, 10, Emotion.sad);
        camera(20_000, 29_800, 4, Emotion.happy);
        bench.pass(Duration.ofSeconds(16));
        LectureMood mood = bench.finals().get(0);
        bench.pass(Duration.ofSeconds(61));

        List<ReportWindow> timeline = bench.reports().get(0).getTimeline();
        assertThat(timeline)
                .extracting(
                        window -> window.getStart().toEpochMilli() - Sample.START,
                        ReportWindow::getFrames,
                        ReportWindow::getParticipants,
                        ReportWindow::getCoverage)
                .containsExactly(tuple(0L, 50L, 10, 1f), tuple(20_000L, 50L, 10, 0.4f));
        assertThat(timeline.get(0).getMeanProbabilities().get(Emotion.sad.ordinal()))
                .isEqualTo(
                        mood.getMeanProbabilities().get(Emotion.sad.ordinal()).floatValue());
        assertThat(timeline.get(0).getShares()).containsExactly(0f, 0f, 0f, 0f, 1f, 0f, 0f);
        assertThat(timeline.get(1).getMeanProbabilities()).isEmpty();
        assertThat(timeline.get(1).getShares()).isEmpty();
    }

    /** With as many windows, notes and ids as there may be, each as long as may be. */
    @Test
    void theLargestReportFitsIntoARecord() {
        List<Float> seven = Collections.nCopies(7, 1f);
        ReportWindow window = new ReportWindow(
                Instant.ofEpochMilli(Long.MAX_VALUE / 2),
                Instant.ofEpochMilli(Long.MAX_VALUE / 2),
                1L << 40,
                1 << 30,
                1f,
                1f,
                seven,
                seven,
                0L);
        LectureReport report = new LectureReport(
                "x".repeat(100),
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                0L,
                0,
                0,
                0.0,
                List.of(),
                0,
                0,
                0,
                Collections.nCopies(50, "\u20ac".repeat(200)),
                Collections.nCopies(50, "\u20ac".repeat(200)),
                0,
                Collections.nCopies(Timeline.MOST, window),
                Collections.nCopies(NoteStore.MOST, new ReportMarker(Instant.EPOCH, "\u20ac".repeat(200))),
                0L,
                "\u20ac".repeat(200));

        assertThat(Topics.LECTURE_REPORTS.values().serializer().serialize("any", report))
                .hasSizeLessThan(1024 * 1024);
    }

    @Test
    void moreWindowsThanItHoldsAreCountedAndLeftOut() {
        List<Float> seven = Collections.nCopies(7, 1f / 7);
        List<ReportWindow> windows = IntStream.rangeClosed(0, Timeline.MOST)
                .mapToObj(second -> new ReportWindow(
                        Instant.ofEpochSecond(second),
                        Instant.ofEpochSecond(second + 1),
                        1L,
                        6,
                        6f,
                        1f,
                        seven,
                        seven,
                        0L))
                .toList();
        ReportEpisodes none = new ReportEpisodes(0, 0, 0, 0, true);

        LectureReport report = Report.empty().publish("maths", new MinimumGroup(5), windows, none, List.of(), "");

        assertThat(report.getWindows()).isEqualTo(5_001);
        assertThat(report.getTimeline()).hasSize(5_000).startsWith(windows.get(0));
    }

    private void both(long from, long until) {
        for (long at = from; at <= until; at += 200) {
            bench.send(Sample.frame("front", at, Sample.faces(10, Emotion.happy)));
            bench.send(Sample.frame("side", at, Sample.faces(10, Emotion.happy)));
        }
    }

    private void camera(long from, long until, int faces, Emotion emotion) {
        for (long at = from; at <= until; at += 200) {
            bench.send(Sample.frame("front", at, Sample.faces(faces, emotion)));
        }
    }
}
