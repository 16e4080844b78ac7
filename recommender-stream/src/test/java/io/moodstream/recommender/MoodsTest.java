package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.ReportWindow;
import io.moodstream.schemas.Topics;
import io.moodstream.testing.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeded.class)
class MoodsTest {
    private Bench bench = new Bench(Map.of());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aWindowClosesOnceWhenTimeHasPassedItsEndAndGrace() {
        camera(0, 14_800);
        assertThat(bench.finals()).isEmpty();

        camera(15_000, 15_000);

        var records = bench.read(Topics.MOODS).stream()
                .filter(record -> record.value().getIsFinal())
                .toList();
        assertThat(records).hasSize(1);
        LectureMood mood = records.get(0).value();
        assertThat(mood.getFrames()).isEqualTo(50);
        assertThat(mood.getWindowStart()).isEqualTo(at(0));
        assertThat(mood.getWindowEnd()).isEqualTo(at(10_000));
        assertThat(records.get(0).key()).isEqualTo(Keys.window("maths", at(0)));
        assertThat(records.get(0).getRecordTime()).isEqualTo(at(9_999));
    }

    @Test
    void anOpenWindowIsPublishedOnceASecondOfEventTime() {
        camera(0, 9_800);

        List<LectureMood> moods = bench.moods();
        assertThat(moods).hasSize(9).allMatch(mood -> !mood.getIsFinal());
        assertThat(moods.get(8).getFrames()).isEqualTo(46);
    }

    @Test
    void theLastWindowOfASilentLectureClosesExactlyOnce() {
        camera(0, 12_000);
        bench.moods();

        bench.pass(Duration.ofSeconds(14));
        assertThat(bench.finals()).isEmpty();
        bench.pass(Duration.ofSeconds(40));

        assertThat(bench.finals()).extracting(LectureMood::getWindowStart).containsExactly(at(0), at(10_000));
        assertThat(bench.count("windows.closed", "time")).isEqualTo(2);
    }

    @Test
    void aSilentSourceHoldsTheOthersUpNoLongerThanItsTime() {
        bench.send(Sample.frame("left", 0, Sample.faces(6, Emotion.happy)));
        bench.pass(Duration.ofSeconds(10));
        camera(0, 20_000);
        assertThat(bench.finals()).isEmpty();

        bench.pass(Duration.ofSeconds(5));

        assertThat(bench.finals()).hasSize(1);
        assertThat(bench.count("windows.closed", "time")).isEqualTo(1);
    }

    @Test
    void framesOfAClosedWindowCorrectIt() {
        camera(0, 2_800);
        camera(3_400, 16_000);
        assertThat(bench.finals()).extracting(LectureMood::getFrames).containsExactly(48L);

        camera(3_000, 3_200);
        assertThat(bench.finals()).isEmpty();
        bench.pass(Duration.ofSeconds(1));

        LectureMood corrected = bench.finals().get(0);
        assertThat(corrected.getFrames()).isEqualTo(50);
        assertThat(corrected.getRevision()).isEqualTo(1);
        assertThat(bench.count("frames.late", "window-closed")).isZero();
        assertThat(bench.count("windows.reopened", "late-frame")).isEqualTo(1);
    }

    /** People who were seen late are expected from there on, also in the windows after it. */
    @Test
    void aCorrectedWindowCorrectsThePeopleExpectedAfterIt() {
        camera(0, 36_000);
        bench.finals();

        bench.send(Sample.frame("side", 500, Sample.faces(6, Emotion.sad)));
        bench.pass(Duration.ofSeconds(16));

        assertThat(bench.validFinals().values())
                .extracting(LectureMood::getParticipants)
                .containsExactly(16, 16, 16, 16);
    }

    @Test
    void framesTooLateToBeCorrectedAreCounted() {
        bench.close();
        bench = new Bench(Map.of("RECOMMENDER_CORRECTION", "10s"));
        camera(0, 36_000);
        assertThat(bench.finals()).hasSize(3);

        camera(3_000, 3_200);
        bench.send(Sample.frame("front", 20_100, Sample.faces(10, Emotion.happy)));
        bench.pass(Duration.ofSeconds(61));

        assertThat(bench.count("frames.late", "window-closed")).isEqualTo(2);
        LectureReport report = bench.reports().get(0);
        assertThat(report.getLateFrames()).isEqualTo(2);
        assertThat(report.getTimeline()).extracting(ReportWindow::getLateFrames).containsExactly(2L, 0L, 0L, 0L);
        assertThat(report.getFrames()).isEqualTo(182);
    }

    @Test
    void framesOutOfOrderWithinTheGraceAreFolded() {
        camera(0, 9_000);
        camera(13_000, 13_000);
        camera(9_200, 9_800);
        silence();

        assertThat(bench.finals()).first().extracting(LectureMood::getFrames).isEqualTo(50L);
        assertThat(bench.count("frames.late", "window-closed")).isZero();
    }

    @Test
    void finalsAreTheSameHoweverTheSourcesRunRelativeToEachOther(Random random) {
        List<List<FaceEmotions>> sources = IntStream.range(0, 6)
                .mapToObj(i -> recording("source" + i, 700 + 300 * i, random))
                .toList();
        List<Map<Instant, LectureMood>> runs = new ArrayList<>();
        for (int run = 0; run < 4; run++) {
            bench.close();
            bench = new Bench(Map.of("RECOMMENDER_MINIMUM_GROUP", "2"));
            interleaved(sources, run == 0 ? null : random, run == 2);
            bench.pass(Duration.ofSeconds(30));
            runs.add(bench.validFinals());
            assertThat(bench.count("frames.late", "window-closed")).isZero();
        }

        assertThat(runs.get(0)).hasSize(6);
        assertThat(runs).allSatisfy(run -> assertThat(run).isEqualTo(runs.get(0)));
    }

    /** Returns one minute of frames with one to three faces; times out of order by less than the grace. */
    private static List<FaceEmotions> recording(String source, long every, Random random) {
        return LongStream.range(0, 60_000 / every)
                .mapToObj(n -> Sample.frame(
                        source,
                        n * every,
                        IntStream.range(0, 1 + random.nextInt(3))
                                .mapToObj(i ->
                                        Sample.face(i, Emotions.at(random.nextInt(7)), 0.3 + 0.7 * random.nextDouble()))
                                .toArray(FaceEmotion[]::new)))
                .map(frame ->
                        Map.entry(frame.getCapturedAt().plusMillis(random.nextInt(4_900)), frame)) // when it comes
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Sends frames in turn, or each next frame from any source, or one whole source after the other. */
    private void interleaved(List<List<FaceEmotions>> sources, @Nullable Random random, boolean inBlocks) {
        int[] next = new int[sources.size()];
        List<Integer> turns = new ArrayList<>();
        IntStream.range(0, sources.size())
                .forEach(i -> turns.addAll(Collections.nCopies(sources.get(i).size(), i)));
        if (random != null && !inBlocks) {
            Collections.shuffle(turns, random);
        }
        for (int turn : turns) {
            bench.send(sources.get(turn).get(next[turn]++));
            if (random != null
                    && random.nextInt(100) == 0
                    && Arrays.stream(next).allMatch(n -> n > 0)) {
                bench.pass(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void everyFaceWeighsTheSameHoweverOftenItsCameraSends() {
        for (int user = 0; user < 4; user++) {
            for (int at = 0; at < 10_000; at += 100) {
                bench.send(Sample.webcam("often" + user, at, Emotion.happy));
            }
        }
        for (int user = 0; user < 4; user++) {
            for (int at = 0; at < 10_000; at += 2_000) {
                bench.send(Sample.webcam("seldom" + user, at, Emotion.sad));
            }
        }
        silence();

        LectureMood mood = bench.finals().get(0);
        assertThat(mood.getReadableFaces()).isCloseTo(8, within(1e-9));
        assertThat(mood.getShares()).containsEntry("happy", 0.5).containsEntry("sad", 0.5);
        assertThat(mood.getPositivity()).isCloseTo((0.9 + 0.1 / 6) / 2, within(1e-6));
        assertThat(mood.getNegativity()).isCloseTo((4 * 0.1 / 6 + 0.9 + 3 * 0.1 / 6) / 2, within(1e-6));
        assertThat(mood.getMeanProbabilities().stream().mapToDouble(p -> p).sum())
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void coverageFallsWhenExpectedPeopleAreNotReadable() {
        camera(0, 9_800);
        for (int at = 10_000; at < 20_000; at += 200) {
            bench.send(Sample.frame("front", at, Sample.faces(6, Emotion.happy)));
        }
        silence();

        List<LectureMood> finals = bench.finals();
        assertThat(finals).extracting(LectureMood::getParticipants).containsExactly(10, 10);
        assertThat(finals).extracting(LectureMood::getCoverage).containsExactly(1.0, 0.6);
    }

    @Test
    void facesThatAreNotReadableLowerTheCoverageAndNothingElse() {
        FaceEmotion[] faces = Sample.faces(10, Emotion.happy);
        for (int i = 6; i < 10; i++) {
            faces[i] = Sample.unreadable(Sample.face(i + 1, Emotion.sad, 0.3));
        }
        for (int at = 0; at < 10_000; at += 200) {
            bench.send(Sample.frame("front", at, faces));
        }
        silence();

        LectureMood mood = bench.finals().get(0);
        assertThat(mood.getParticipants()).isEqualTo(10);
        assertThat(mood.getReadableFaces()).isEqualTo(6);
        assertThat(mood.getCoverage()).isEqualTo(0.6);
        assertThat(mood.getShares()).containsEntry("happy", 1.0).containsEntry("sad", 0.0);
        assertThat(mood.getPositivity()).isCloseTo(0.9, within(1e-6));
        assertThat(mood.getNegativity()).isCloseTo(4 * 0.1 / 6, within(1e-6));
    }

    @Test
    void aGroupOfWhichTooFewAreReadableIsWithheld() {
        FaceEmotion[] faces = Sample.faces(10, Emotion.happy);
        for (int i = 4; i < 10; i++) {
            faces[i] = Sample.unreadable(faces[i]);
        }
        for (int at = 0; at < 10_000; at += 200) {
            bench.send(Sample.frame("front", at, faces));
        }
        silence();

        assertThat(bench.moods()).isEmpty();
        assertThat(bench.count("windows.withheld", "small-group")).isEqualTo(1);
    }

    @Test
    void oneFalseBoxDoesNotRaiseThePeopleExpected() {
        camera(0, 5_000);
        bench.send(Sample.frame("front", 5_200, Sample.faces(14, Emotion.happy)));
        camera(5_400, 9_800);
        silence();

        assertThat(bench.finals().get(0).getParticipants()).isEqualTo(10);
    }

    /** Found in galleries: in some frames faces are found twice, so the mean is above the median. */
    @Test
    void moreFacesThanPeopleAreNeverReadable() {
        for (int at = 0; at < 10_000; at += 200) {
            int found = at % 1_000 < 600 ? 49 : 60;
            bench.send(Sample.frame("gallery", at, Sample.faces(found, Emotion.happy)));
        }
        for (int at = 0; at < 10_000; at += 1_000) {
            bench.send(Sample.webcam("ada", at, Emotion.sad));
        }
        silence();

        LectureMood mood = bench.finals().get(0);
        assertThat(mood.getParticipants()).isEqualTo(50);
        assertThat(mood.getReadableFaces()).isCloseTo(50, within(1e-9));
        assertThat(mood.getCoverage()).isCloseTo(1, within(1e-9));
        assertThat(mood.getShares().get("sad")).isCloseTo(1 / 50.0, within(1e-9));
    }

    @Test
    void belowTheMinimumGroupNothingIsPublished() {
        for (int at = 0; at < 30_000; at += 200) {
            bench.send(Sample.frame("front", at, Sample.faces(4, Emotion.sad)));
        }
        silence();

        assertThat(bench.moods()).isEmpty();
        assertThat(bench.count("windows.withheld", "small-group")).isEqualTo(3);
    }

    @Test
    void aSourceFarAheadClosesTheOldestWindowsRatherThanOpeningEverMore() {
        bench.close();
        bench = new Bench(Map.of("RECOMMENDER_MAX_OPEN_WINDOWS", "3"));
        bench.send(Sample.frame("slow", 0, Sample.faces(6, Emotion.happy)));
        camera(0, 60_000);

        assertThat(bench.count("windows.closed", "too-many")).isEqualTo(4);
        assertThat(bench.finals()).hasSize(4);
    }

    /** Its clock is wrong: whatever is behind in the pipeline is not that old. */
    @Test
    void aSourceSoFarBehindThatAllItsFramesAreTooLateHoldsNobodyUp() {
        bench.close();
        bench = new Bench(Map.of("RECOMMENDER_CORRECTION", "60s"));
        camera(100_000, 126_000);
        assertThat(bench.finals()).hasSize(2);

        bench.send(Sample.frame("behind", 0, Sample.faces(6, Emotion.sad)));
        camera(126_200, 136_000);

        assertThat(bench.finals()).hasSize(1);
        assertThat(bench.count("frames.late", "window-closed")).isEqualTo(1);
    }

    @Test
    void aReplayOfAnEndedLectureGivesTheSameFinalsAgain() {
        camera(0, 25_000);
        silence();
        List<LectureMood> first = bench.finals();
        bench.pass(Duration.ofSeconds(60));

        camera(0, 25_000);
        silence();

        assertThat(first).hasSize(3);
        assertThat(bench.finals()).isEqualTo(first);
    }

    /** A stage before this one stood still for longer than ends a lecture; of two partitions one is a little behind. */
    @Test
    void framesThatHadToWaitCorrectTheirWindows() {
        camera(0, 29_800);
        bench.send(Sample.frame("side", 29_800, Sample.faces(6, Emotion.happy)));
        bench.pass(Duration.ofSeconds(70));
        assertThat(bench.finals()).hasSize(3);

        bench.send(Sample.frame("side", 29_600, Sample.faces(6, Emotion.sad)));
        camera(30_000, 49_800);
        silence();

        assertThat(bench.finals())
                .extracting(LectureMood::getWindowStart, LectureMood::getRevision)
                .containsExactly(tuple(at(20_000), 1), tuple(at(30_000), 0), tuple(at(40_000), 0));
    }

    @Test
    void aLectureOverForLongLeavesNothingBehind() {
        camera(0, 25_000);
        bench.pass(Duration.ofMinutes(31));

        assertThat(List.of("followed-lectures", "followed-sources", "windows", "window-tallies", "people"))
                .allSatisfy(store -> assertThat(bench.size(store)).isZero());
    }

    /** Sends ten happy faces five times a second. */
    private void camera(long from, long until) {
        for (long at = from; at <= until; at += 200) {
            bench.send(Sample.frame("front", at, Sample.faces(10, Emotion.happy)));
        }
    }

    /** Lets the time pass after which nothing more is expected. */
    private void silence() {
        bench.pass(Duration.ofSeconds(15));
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(Sample.START + millis);
    }
}
