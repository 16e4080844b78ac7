package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.Attention;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.Recommendation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that one person counts once, whoever else is in the picture and however many sources see it. */
class OnePersonTest {
    private static final long MAIN = 1;

    private final Bench bench = new Bench(Map.of());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void fortySeatsWithSeventyOneFacesAreFortyParticipants() {
        for (int at = 0; at <= 16_000; at += 1_000) {
            for (int seat = 0; seat < 40; seat++) {
                bench.send(seat(seat, at, seat < 31));
            }
        }

        LectureMood mood = bench.finals().get(0);
        assertThat(mood.getParticipants()).isEqualTo(40);
        assertThat(mood.getReadableFaces()).isEqualTo(40);
        assertThat(mood.getBystanders()).isEqualTo(31);
        assertThat(mood.getShares().get("happy")).isEqualTo(1);
        assertThat(mood.getNegativity()).isLessThan(0.1);
    }

    @Test
    void aBystanderOpensNoAttentionAndIsInNoReport() {
        for (int at = 0; at <= 60_000; at += 1_000) {
            for (int seat = 0; seat < 6; seat++) {
                bench.send(seat(seat, at, true));
            }
        }
        bench.pass(Duration.ofSeconds(90));

        assertThat(bench.attention()).isEmpty();
        LectureReport report = bench.reports().get(0);
        assertThat(report.getParticipants()).isEqualTo(6);
        assertThat(report.getNegativeEpisodes()).isZero();
    }

    @Test
    void aStreamIsRecommendedForByItsMainFace() {
        for (int at = 0; at <= 30_000; at += 1_000) {
            FaceEmotion sad = Sample.face(2, Emotion.sad, 0.9);
            FaceEmotion alsoSad = Sample.face(3, Emotion.sad, 0.9);
            bench.send(main(Sample.frame("maths", "ada", "ada", at, happy(), sad, alsoSad)));
        }

        assertThat(bench.recommendations())
                .extracting(Recommendation::getEmotion)
                .containsExactly(Emotion.happy);
    }

    @Test
    void whoeverIsNotInThePictureIsStillTheOneWhoCounts() {
        for (int at = 0; at <= 16_000; at += 1_000) {
            for (int seat = 0; seat < 6; seat++) {
                FaceEmotion passer = Sample.face(2, Emotion.sad, 0.9);
                bench.send(main(Sample.frame("maths", "seat-" + seat, "user-" + seat, at, passer)));
            }
        }

        assertThat(bench.moods()).isEmpty(); // six people of whom nobody is readable
    }

    @Test
    void peopleInTheWindowWhoAlsoJoinedCountInTheWindowOnly() {
        play(0, 20_000, Counting.HERE);

        assertThat(bench.finals()).isNotEmpty().allSatisfy(mood -> {
            assertThat(mood.getParticipants()).isEqualTo(8);
            assertThat(mood.getCounting()).isEqualTo(Counting.HERE);
            assertThat(mood.getShares().get("neutral")).isEqualTo(1);
        });
    }

    @Test
    void attentionAtSourcesThatDoNotCountIsInNoReport() {
        play(0, 60_000, Counting.HERE);
        bench.pass(Duration.ofSeconds(90));

        assertThat(bench.attention()).extracting(Attention::getUserId).contains("user-0");
        assertThat(bench.reports().get(0).getNegativeEpisodes()).isZero();
    }

    @Test
    void orAtTheirOwnSourcesOnly() {
        play(0, 60_000, Counting.OWN);

        assertThat(bench.finals()).isNotEmpty().allSatisfy(mood -> {
            assertThat(mood.getParticipants()).isEqualTo(6);
            assertThat(mood.getShares().get("sad")).isEqualTo(1);
        });
        assertThat(bench.attention())
                .extracting(Attention::getSourceId)
                .isNotEmpty()
                .doesNotContain("gallery");
    }

    @Test
    void whereTheTeacherSaysNothingEverybodyCounts() {
        play(0, 20_000, Counting.ALL);

        assertThat(bench.finals())
                .isNotEmpty()
                .allSatisfy(mood -> assertThat(mood.getParticipants()).isEqualTo(14));
    }

    @Test
    void whenTheWindowIsNoLongerWatchedThoseWhoJoinedCountAgainAndNobodyTwice() {
        play(0, 19_000, Counting.HERE);
        bench.finals();
        seats(20_000, 60_000);
        bench.pass(Duration.ofSeconds(16));

        List<LectureMood> after = bench.finals().stream()
                .filter(mood -> !mood.getWindowStart().isBefore(Instant.ofEpochMilli(Sample.START + 20_000)))
                .toList();
        assertThat(after)
                .isNotEmpty()
                .allSatisfy(mood -> assertThat(mood.getParticipants()).isEqualTo(6));
    }

    @Test
    void whoCountsEverybodyAgainDoesCountTheWindowAgain() {
        play(0, 19_000, Counting.HERE);
        bench.finals();
        play(20_000, 60_000, Counting.ALL);

        List<LectureMood> after = bench.finals().stream()
                .filter(mood -> !mood.getWindowStart().isBefore(Instant.ofEpochMilli(Sample.START + 20_000)))
                .toList();
        assertThat(after)
                .isNotEmpty()
                .allSatisfy(mood -> assertThat(mood.getParticipants()).isEqualTo(14));
    }

    @Test
    void attentionOfBeforeEndsWhereAGalleryIsLaidOutAnew() {
        for (int at = 0; at <= 30_000; at += 1_000) {
            bench.send(
                    Sample.frame("gallery", at, Sample.face(1, Emotion.sad, 0.9), Sample.face(2, Emotion.happy, 0.9)));
        }
        assertThat(bench.attention())
                .singleElement()
                .satisfies(opened -> assertThat(opened.getCleared()).isFalse());
        bench.send(FaceEmotions.newBuilder(Sample.frame(
                        "gallery", 31_000, Sample.face(2, Emotion.happy, 0.9), Sample.face(3, 0.1f, Emotion.sad, 0.9)))
                .setRelaid(true)
                .build());

        assertThat(bench.attention()).singleElement().satisfies(closed -> {
            assertThat(closed.getTrackId()).isEqualTo(1);
            assertThat(closed.getCleared()).isTrue();
        });
        for (int at = 32_000; at <= 50_000; at += 1_000) {
            bench.send(Sample.frame(
                    "gallery", at, Sample.face(2, Emotion.happy, 0.9), Sample.face(3, 0.1f, Emotion.sad, 0.9)));
        }
        assertThat(bench.attention()).isEmpty(); // neither is face 1 absent, nor does face 3 go on with its time
    }

    /** Sends the window of a meeting with eight neutral people, and six sad ones who joined themselves. */
    private void play(int from, int to, Counting counting) {
        for (int at = from; at <= to; at += 1_000) {
            bench.send(FaceEmotions.newBuilder(Sample.frame("gallery", at, Sample.faces(8, Emotion.neutral)))
                    .setCounting(counting)
                    .build());
            seats(at, at);
        }
    }

    private void seats(int from, int to) {
        for (int at = from; at <= to; at += 1_000) {
            for (int seat = 0; seat < 6; seat++) {
                bench.send(main(Sample.frame(
                        "maths", "seat-" + seat, "user-" + seat, at, Sample.face(MAIN, Emotion.sad, 0.9))));
            }
        }
    }

    /** A student's frame: a happy main face, and maybe somebody sad behind. */
    private static FaceEmotions seat(int seat, int at, boolean accompanied) {
        FaceEmotion[] faces = accompanied
                ? new FaceEmotion[] {happy(), Sample.face(2, Emotion.sad, 0.9)}
                : new FaceEmotion[] {happy()};
        return main(Sample.frame("maths", "seat-" + seat, "user-" + seat, at, faces));
    }

    private static FaceEmotion happy() {
        return Sample.face(MAIN, Emotion.happy, 0.9);
    }

    private static FaceEmotions main(FaceEmotions frame) {
        return FaceEmotions.newBuilder(frame).setMainTrack(MAIN).build();
    }
}
