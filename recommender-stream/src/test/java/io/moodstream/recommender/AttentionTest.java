package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.moodstream.schemas.Attention;
import io.moodstream.schemas.AttentionReason;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttentionTest {
    private final Bench bench = new Bench(Map.of());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aNegativeExpressionOpensAfterItsTimeAndIsClearedAfterItsEnd() {
        show(0, 19_800, Sample.face(7, Emotion.sad, 0.9));
        assertThat(bench.attention()).isEmpty();

        show(20_000, 40_000, Sample.face(7, Emotion.sad, 0.9));
        List<Attention> opened = bench.attention();
        assertThat(opened).hasSize(1);
        assertThat(opened.get(0).getReason()).isEqualTo(AttentionReason.NEGATIVE);
        assertThat(millis(opened.get(0).getSince())).isZero();
        assertThat(millis(opened.get(0).getAt())).isEqualTo(20_000);
        assertThat(opened.get(0).getCleared()).isFalse();

        show(40_200, 60_000, Sample.face(7, Emotion.happy, 0.9));
        List<Attention> cleared = bench.attention();
        assertThat(cleared).hasSize(1);
        assertThat(cleared.get(0).getCleared()).isTrue();
        assertThat(millis(cleared.get(0).getSince())).isZero();
        assertThat(millis(cleared.get(0).getAt())).isBetween(46_000L, 50_000L);
    }

    @Test
    void theRecordIsKeyedByTheTrack() {
        show(0, 20_000, Sample.face(7, Emotion.angry, 0.9));

        assertThat(bench.read(Topics.ATTENTION)).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("maths/front/7");
            assertThat(record.getRecordTime()).isEqualTo(record.value().getAt());
        });
    }

    @Test
    void anExpressionThatFlapsBetweenTheThresholdsOpensOnceAndStaysOpen() {
        show(0, 25_000, Sample.face(7, Emotion.sad, 0.9));
        for (int at = 25_200; at < 120_000; at += 2_000) {
            show(at, at + 800, Sample.face(7, Emotion.happy, 0.9));
            show(at + 1_000, at + 1_800, Sample.face(7, Emotion.sad, 0.9));
        }

        assertThat(bench.attention()).hasSize(1);
    }

    @Test
    void anExpressionThatIsNegativeNowAndThenDoesNotOpen() {
        for (int at = 0; at < 120_000; at += 20_000) {
            show(at, at + 14_800, Sample.face(7, Emotion.sad, 0.9));
            show(at + 15_000, at + 19_800, Sample.face(7, Emotion.happy, 0.9));
        }

        assertThat(bench.attention()).isEmpty();
    }

    @Test
    void aFaceSeenForLongAndThenNotIsMissedUntilItIsBack() {
        show(0, 15_000, Sample.face(1, Emotion.happy, 0.9), Sample.face(2, Emotion.happy, 0.9));
        show(15_200, 44_800, Sample.face(1, Emotion.happy, 0.9));
        assertThat(bench.attention()).isEmpty();

        show(45_000, 60_000, Sample.face(1, Emotion.happy, 0.9));
        show(60_200, 61_000, Sample.face(1, Emotion.happy, 0.9), Sample.face(2, Emotion.happy, 0.9));

        assertThat(bench.attention())
                .extracting(
                        Attention::getTrackId,
                        Attention::getReason,
                        Attention::getCleared,
                        attention -> millis(attention.getSince()),
                        attention -> millis(attention.getAt()))
                .containsExactly(
                        tuple(2L, AttentionReason.ABSENT, false, 15_000L, 45_000L),
                        tuple(2L, AttentionReason.ABSENT, true, 15_000L, 60_200L));
    }

    @Test
    void aFaceSeenShortlyIsNotMissed() {
        show(0, 5_000, Sample.face(1, Emotion.happy, 0.9), Sample.face(2, Emotion.happy, 0.9));
        show(5_200, 120_000, Sample.face(1, Emotion.happy, 0.9));

        assertThat(bench.attention()).isEmpty();
    }

    @Test
    void aFaceBackInItsPlaceUnderANewNumberIsNotMissed() {
        show(0, 15_000, Sample.face(1, 0.5f, Emotion.happy, 0.9));
        show(15_200, 30_000);
        show(30_200, 90_000, Sample.face(2, 0.52f, Emotion.happy, 0.9));

        assertThat(bench.attention()).isEmpty();
    }

    @Test
    void aMissedFaceBackUnderANewNumberIsCleared() {
        show(0, 15_000, Sample.face(1, 0.5f, Emotion.happy, 0.9));
        show(15_200, 50_000);
        show(50_200, 50_200, Sample.face(2, 0.52f, Emotion.happy, 0.9));

        assertThat(bench.attention()).extracting(Attention::getCleared).containsExactly(false, true);
    }

    @Test
    void aFaceThatMovedToAnotherPlaceIsClearedOnceItHasStayedThere() {
        show(0, 15_000, Sample.face(1, 0.1f, Emotion.happy, 0.9));
        show(15_200, 50_000);
        show(50_200, 60_000, Sample.face(2, 0.7f, Emotion.happy, 0.9));
        assertThat(bench.attention()).extracting(Attention::getCleared).containsExactly(false);

        show(60_200, 60_400, Sample.face(2, 0.7f, Emotion.happy, 0.9));

        assertThat(bench.attention()).extracting(Attention::getCleared).containsExactly(true);
    }

    @Test
    void aFaceThatIsNotReadableOpensNothingHoweverNegativeItSeems() {
        show(0, 120_000, Sample.unreadable(Sample.face(7, Emotion.sad, 0.9)));

        assertThat(bench.attention()).isEmpty();
    }

    @Test
    void aFaceThatIsNotReadableIsThere() {
        show(0, 15_000, Sample.face(7, Emotion.happy, 0.9));
        show(15_200, 120_000, Sample.unreadable(Sample.face(7, Emotion.happy, 0.3)));

        assertThat(bench.attention()).isEmpty();
    }

    @Test
    void aMissedFaceThatIsBackAndNotReadableIsCleared() {
        show(0, 15_000, Sample.face(7, Emotion.happy, 0.9));
        show(15_200, 50_000);
        show(50_200, 50_200, Sample.unreadable(Sample.face(7, Emotion.happy, 0.3)));

        assertThat(bench.attention()).extracting(Attention::getCleared).containsExactly(false, true);
    }

    @Test
    void aTimeNotReadableDoesNotCountAsNegative() {
        show(0, 15_000, Sample.face(7, Emotion.sad, 0.9));
        show(15_200, 30_000, Sample.unreadable(Sample.face(7, Emotion.sad, 0.3)));
        show(30_200, 50_000, Sample.face(7, Emotion.sad, 0.9));
        assertThat(bench.attention()).isEmpty();

        show(50_200, 50_200, Sample.face(7, Emotion.sad, 0.9));

        assertThat(bench.attention())
                .extracting(Attention::getReason, attention -> millis(attention.getSince()))
                .containsExactly(tuple(AttentionReason.NEGATIVE, 30_200L));
    }

    @Test
    void aBlinkNotReadableDoesNotInterruptWhatIsNegative() {
        show(0, 10_000, Sample.face(7, Emotion.sad, 0.9));
        show(10_200, 12_000, Sample.unreadable(Sample.face(7, Emotion.neutral, 0.3)));
        show(12_200, 20_000, Sample.face(7, Emotion.sad, 0.9));

        assertThat(bench.attention())
                .singleElement()
                .satisfies(opened -> assertThat(millis(opened.getSince())).isZero());
    }

    @Test
    void aNegativeFaceThatIsNoLongerReadableIsNotClearedByThat() {
        show(0, 20_000, Sample.face(7, Emotion.sad, 0.9));
        show(20_200, 60_000, Sample.unreadable(Sample.face(7, Emotion.happy, 0.3)));

        assertThat(bench.attention()).extracting(Attention::getCleared).containsExactly(false);
    }

    @Test
    void aPauseOfTheWholeSourceIsNobodysAbsence() {
        show(0, 15_000, Sample.face(1, Emotion.happy, 0.9));
        show(100_000, 100_200);
        show(100_400, 101_000, Sample.face(1, Emotion.happy, 0.9));

        assertThat(bench.attention()).isEmpty();
    }

    @Test
    void aNegativeFaceThatIsLostIsClearedBeforeItIsMissed() {
        show(0, 30_000, Sample.face(1, Emotion.fear, 0.9));
        show(30_200, 70_000);

        assertThat(bench.attention())
                .extracting(Attention::getReason, Attention::getCleared)
                .containsExactly(
                        tuple(AttentionReason.NEGATIVE, false),
                        tuple(AttentionReason.NEGATIVE, true),
                        tuple(AttentionReason.ABSENT, false));
    }

    @Test
    void whatIsOpenWhenTheSourceEndsIsCleared() {
        show(0, 30_000, Sample.face(1, Emotion.fear, 0.9));
        bench.pass(Duration.ofSeconds(61));

        assertThat(bench.attention()).extracting(Attention::getCleared).containsExactly(false, true);
        assertThat(bench.size("source-tracks")).isZero();
    }

    @Test
    void aGapInTheSourcesOwnTimeEndsItAsSilenceDoes() {
        show(0, 30_000, Sample.face(1, Emotion.fear, 0.9));
        show(90_000, 90_200, Sample.face(1, Emotion.fear, 0.9));

        assertThat(bench.attention())
                .extracting(Attention::getCleared, attention -> millis(attention.getAt()))
                .containsExactly(tuple(false, 20_000L), tuple(true, 30_000L));
    }

    /** As in a replay under the id of a lecture that has not ended. */
    @Test
    void framesOfARunFromThePastAreNobodysAttention() {
        for (long at = 100_000; at <= 110_000; at += 200) {
            bench.send(Sample.of("live", Sample.frame("front", at, Sample.face(1, Emotion.happy, 0.9))));
        }
        bench.send(Sample.signal("live", "front", 110_200, SourceSignal.END));
        for (long at = 0; at <= 30_000; at += 200) {
            bench.send(Sample.of("replay", Sample.frame("front", at, Sample.face(1, Emotion.fear, 0.9))));
        }

        assertThat(bench.attention()).isEmpty();
        assertThat(bench.count("frames.late", "window-closed")).isEqualTo(151);
    }

    @Test
    void aFaceNotSeenForVeryLongIsForgottenAndCleared() {
        show(0, 15_000, Sample.face(1, Emotion.happy, 0.9));
        show(15_200, 320_000);

        assertThat(bench.attention()).extracting(Attention::getCleared).containsExactly(false, true);
    }

    private void show(long from, long until, FaceEmotion... faces) {
        for (long at = from; at <= until; at += 200) {
            bench.send(Sample.frame("front", at, faces));
        }
    }

    private static long millis(Instant time) {
        return time.toEpochMilli() - Sample.START;
    }
}
