package io.moodstream.kit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.kit.topics.FrameKey;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceBox;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.SourceStatus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant KEPT_SINCE = NOW.minus(Duration.ofHours(6));
    private static final Instant RECENTLY = NOW.minusSeconds(600);
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));

    private final Ledger ledger = new Ledger(NOW, KEPT_SINCE);

    @AfterEach
    void everyPublishedFrameIsInExactlyOnePlace() {
        for (LectureAccount lecture : ledger.accounts()) {
            FrameSums sums = lecture.total();
            assertThat(sums.published())
                    .isEqualTo(sums.withFaces()
                            + sums.withoutFaces()
                            + FrameSums.sum(sums.deadLettered())
                            + sums.lost()
                            + sums.underWay()
                            + sums.missing()
                            + sums.expired());
        }
    }

    @Test
    void everyFrameThatHasOneResultAddsUp() {
        ledger.status(status("r", 3).build());
        publish("r", 0, 3);
        answer("r", 0, 1);
        answer("r", 1, 0);
        ledger.deadLetter(frame("r", 2), "truncated-jpeg");

        assertThat(sums()).isEqualTo(new FrameSums(3, 1, 1, Map.of("truncated-jpeg", 1L), 0, 0, 0, 0, Map.of()));
        assertThat(account().addsUp()).isTrue();
    }

    @Test
    void aFrameIsUnderWayUntilALaterOneOfItsPartitionHasAResult() {
        ledger.status(status("r", 5).build());
        publish("r", 0, 5);
        answer("r", 0, 1);
        answer("r", 1, 1);

        assertThat(sums().underWay()).isEqualTo(3);
        assertThat(account().addsUp()).isTrue();
    }

    @Test
    void aFrameWithoutAResultIsNamedOnceALaterOneHasOne() {
        ledger.status(status("r", 12).build());
        publish("r", 0, 12);
        for (long number : new long[] {0, 1, 2, 4, 5, 9, 10}) {
            answer("r", number, 1);
        }

        assertThat(sums().missing()).isEqualTo(4);
        assertThat(sums().underWay()).isEqualTo(1);
        assertThat(wrong()).containsExactly(new Discrepancy("r", Discrepancy.Kind.MISSING, 4, "3, 6-8", true));
    }

    @Test
    void theLastFrameOfASourceIsMissingOnceTheSourcesEndHasComeOut() {
        publish("r", 0, 2);
        ledger.frame(record("cam", "r", 2, SourceSignal.END), 0, 2);
        answer("r", 0, 1);
        assertThat(account().addsUp()).isTrue();

        ledger.emotions(emotions("cam", "r", 2, 0, SourceSignal.END));

        assertThat(wrong()).containsExactly(new Discrepancy("r", Discrepancy.Kind.MISSING, 1, "1", true));
    }

    @Test
    void theProbesOfALectureAreNoSources() {
        publish("r", 0, 1);
        ledger.frame(record("probe-3", "", 0, SourceSignal.PROBE), 0, 1);
        ledger.emotions(emotions("probe-3", "", 0, 0, SourceSignal.PROBE));

        assertThat(account().sources()).extracting(SourceAccount::source).containsExactly("cam");
        assertThat(sums().missing()).isEqualTo(1);
    }

    @Test
    void aFrameWithTwoResultsIsCountedOnceAndNamed() {
        publish("r", 0, 3);
        answer("r", 0, 1);
        answer("r", 1, 1);
        answer("r", 1, 1);
        answer("r", 2, 1);
        ledger.deadLetter(frame("r", 2), "broken");

        assertThat(sums().withFaces()).isEqualTo(3);
        assertThat(wrong()).containsExactly(new Discrepancy("r", Discrepancy.Kind.REPEATED, 2, "1-2", true));
    }

    @Test
    void withoutARunFramesAreCountedFromTheTopicAndARestartRepeatsNothing() {
        publish("", 0, 3);
        answer("", 0, 1);
        answer("", 1, 1);
        answer("", 0, 1);

        assertThat(sums()).isEqualTo(new FrameSums(3, 2, 0, Map.of(), 0, 1, 0, 0, Map.of()));
        assertThat(account().addsUp()).isTrue();
    }

    @Test
    void whatThePublisherDroppedLostOrRefusedIsToldByItsStatus() {
        ledger.status(status("r", 10)
                .setAcknowledged(7)
                .setLost(2)
                .setDeadLettered(Map.of("too-large", 1L))
                .setDropped(Map.of("slow-network", 4L))
                .build());
        for (long number = 0; number < 7; number++) {
            answer("r", number, 1);
        }
        ledger.refused(frame("r", 7), "too-large");

        assertThat(sums())
                .isEqualTo(new FrameSums(10, 7, 0, Map.of("too-large", 1L), 2, 0, 0, 0, Map.of("slow-network", 4L)));
    }

    @Test
    void runsOfOneSourceAreAddedAndTheirFramesNamedApart() {
        ledger.status(status("r1", 3).build());
        ledger.status(status("r2", 3).build());
        publish("r1", 0, 3);
        answer("r1", 0, 1);
        answer("r1", 2, 1);
        for (long number = 0; number < 3; number++) {
            ledger.frame(record("cam", "r2", number, null), 0, 3 + number);
            answer("r2", number, 1);
        }
        answer("r2", 1, 1);

        assertThat(sums().published()).isEqualTo(6);
        assertThat(wrong())
                .containsExactly(
                        new Discrepancy("r1", Discrepancy.Kind.MISSING, 1, "1", true),
                        new Discrepancy("r2", Discrepancy.Kind.REPEATED, 1, "1", true));
    }

    @Test
    void aFrameThatTheTopicsNoLongerHoldIsMissingIfAllResultsOfItsRunAreStillKept() {
        ledger.status(status("r", 6).setStartedAt(RECENTLY).build());
        for (long number : new long[] {0, 1, 4, 5}) {
            answer("r", number, 1);
        }

        assertThat(wrong()).containsExactly(new Discrepancy("r", Discrepancy.Kind.MISSING, 2, "2-3", true));
    }

    @Test
    void aRunWhoseStatusWasDeletedIsNotCountedUntilItIsToldOfAgain() {
        ledger.status(status("r1", 3).setStartedAt(RECENTLY).build());
        ledger.deleted("algebra/cam/r1");
        answer("r1", 2, 1); // left, because it is in one segment with others'

        assertThat(ledger.accounts()).isEmpty();

        ledger.status(status("r2", 1).build());
        answer("r2", 0, 1);
        assertThat(sums().published()).isEqualTo(1);
        assertThat(account().addsUp()).isTrue();

        ledger.status(status("r1", 3).setStartedAt(RECENTLY).build());
        assertThat(sums().published()).isEqualTo(4);
    }

    @Test
    void numbersThatWereDroppedCannotBeToldFromMissingOnes() {
        ledger.status(status("r", 4)
                .setStartedAt(RECENTLY)
                .setDropped(Map.of("slow-network", 2L))
                .setNextSequence(6)
                .build());
        for (long number : new long[] {0, 1, 5}) {
            answer("r", number, 1);
        }

        assertThat(wrong()).containsExactly(new Discrepancy("r", Discrepancy.Kind.MISSING, 1, "2-4", false));
    }

    @Test
    void aFrameOfAnOlderRunCountsAsExpired() {
        ledger.status(status("r", 6).setStartedAt(YESTERDAY).build());
        answer("r", 5, 1);

        assertThat(sums()).isEqualTo(new FrameSums(6, 1, 0, Map.of(), 0, 0, 0, 5, Map.of()));
        assertThat(account().addsUp()).isTrue();
    }

    @Test
    void aReplayOfYesterdayIsNotExpiredIfItsBeginningIsKept() {
        ledger.status(status("r", 2).setStartedAt(YESTERDAY).build());
        ledger.emotions(emotions("cam", "r", 0, 0, SourceSignal.BEGIN));
        answer("r", 1, 1);

        assertThat(wrong()).containsExactly(new Discrepancy("r", Discrepancy.Kind.MISSING, 1, "0", true));
    }

    @Test
    void whatIsNotAcknowledgedIsUnderWayWhileThePublisherLivesAndLostOnceItHasStopped() {
        ledger.status(status("r", 3).setAcknowledged(1).build());
        answer("r", 0, 1);
        assertThat(sums().underWay()).isEqualTo(2);

        ledger.status(
                status("r", 3).setAcknowledged(1).setAt(NOW.minusSeconds(120)).build());
        assertThat(sums().underWay()).isZero();
        assertThat(sums().lost()).isEqualTo(2);
    }

    @Test
    void resultsThatAreNewerThanTheStatusAreCountedAsPublished() {
        ledger.status(status("r", 1).build());
        publish("r", 0, 4);
        answer("r", 0, 1);
        answer("r", 1, 1);

        assertThat(sums()).isEqualTo(new FrameSums(4, 2, 0, Map.of(), 0, 2, 0, 0, Map.of()));
    }

    @Test
    void aRecordThatCannotBeDecodedIsPublishedAndDead() {
        ledger.undecodable("algebra/cam", "serialization");

        assertThat(sums()).isEqualTo(new FrameSums(1, 0, 0, Map.of("serialization", 1L), 0, 0, 0, 0, Map.of()));
    }

    @Test
    void lateFramesAreToldForTheLecture() {
        publish("r", 0, 1);
        answer("r", 0, 1);
        ledger.late("algebra", 1);

        assertThat(account().late()).isEqualTo(1);
        assertThat(sums().withFaces()).isEqualTo(1);
    }

    private void publish(String run, long from, long to) {
        for (long number = from; number < to; number++) {
            ledger.frame(record("cam", run, number, null), 0, number);
        }
    }

    private void answer(String run, long number, int faces) {
        ledger.emotions(emotions("cam", run, number, faces, null));
    }

    private LectureAccount account() {
        assertThat(ledger.accounts()).hasSize(1);
        return ledger.accounts().get(0);
    }

    private FrameSums sums() {
        return account().total();
    }

    private List<Discrepancy> wrong() {
        assertThat(account().addsUp()).isFalse();
        return account().sources().get(0).discrepancies();
    }

    private static FrameKey frame(String run, long number) {
        return new FrameKey("algebra/cam", run, number);
    }

    private static SourceStatus.Builder status(String run, long published) {
        return SourceStatus.newBuilder()
                .setLectureId("algebra")
                .setSourceId("cam")
                .setRun(run)
                .setAt(NOW)
                .setSignal(SourceSignal.BEGIN)
                .setStartedAt(RECENTLY)
                .setCapturedAt(RECENTLY)
                .setPublished(published)
                .setAcknowledged(published)
                .setNextSequence(published)
                .setLost(0)
                .setDeadLettered(Map.of())
                .setDropped(Map.of());
    }

    private static Frame record(String source, String run, long number, @Nullable SourceSignal signal) {
        return new Frame(
                "algebra",
                source,
                null,
                number,
                RECENTLY.plusSeconds(number),
                ImageEncoding.JPEG,
                ByteBuffer.allocate(1),
                run,
                signal,
                Counting.ALL);
    }

    private static FaceEmotions emotions(
            String source, String run, long number, int faces, @Nullable SourceSignal signal) {
        FaceEmotion face = new FaceEmotion(
                1L, new FaceBox(0f, 0f, 1f, 1f), Collections.nCopies(7, 1 / 7f), Emotion.happy, 1 / 7f, true);
        return new FaceEmotions(
                "algebra",
                source,
                null,
                number,
                RECENTLY.plusSeconds(number),
                "model",
                Collections.nCopies(faces, face),
                "detector",
                run,
                signal,
                Counting.ALL,
                null,
                null,
                false);
    }
}
