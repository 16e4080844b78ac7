package io.moodstream.kit.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceCrops;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameLedgerTest {
    private static final FrameKey FIRST = new FrameKey("algebra/cam", "", 0);
    private static final FrameKey SECOND = new FrameKey("algebra/cam", "", 1);

    private final FrameLedger<FrameKey, String> ledger = new FrameLedger<>(FrameKey::of);

    @Test
    void aFrameIsInFlightUntilItsResultArrives() {
        ledger.add(FIRST, "first");
        ledger.add(SECOND, "second");

        assertThat(ledger.oldest()).contains("first");
        assertThat(ledger.settle(FIRST)).contains("first");
        assertThat(ledger.settle(FIRST)).isEmpty();
        assertThat(ledger.oldest()).contains("second");
        assertThat(ledger.size()).isEqualTo(1);
        assertThat(ledger.settle(SECOND)).contains("second");
        assertThat(ledger.size()).isZero();
        assertThat(ledger.oldest()).isEmpty();
    }

    @Test
    void aDeadLetterFindsItsFrameByThePlaceOfTheRecord() {
        ledger.add(FIRST, "first");
        ledger.add(SECOND, "second");
        assertThat(ledger.acknowledged(FIRST, 3, 17)).isEmpty();
        assertThat(ledger.acknowledged(SECOND, 3, 18)).isEmpty();

        assertThat(ledger.deadLetter(ofFrame(18))).contains("second");
        assertThat(ledger.deadLetter(ofFrame(17))).contains("first");
        assertThat(ledger.size()).isZero();
    }

    @Test
    void aDeadLetterMayArriveBeforeTheAcknowledgement() {
        ledger.add(FIRST, "first");
        assertThat(ledger.deadLetter(ofFrame(17))).isEmpty();
        assertThat(ledger.size()).isEqualTo(1);

        assertThat(ledger.acknowledged(FIRST, 3, 17)).contains(new FrameLedger.DeadFrame<>("first", ofFrame(17)));
        assertThat(ledger.size()).isZero();
    }

    @Test
    void theLatestTenThousandEarlyDeadLettersAreRemembered() {
        for (int offset = 0; offset <= 10_000; offset++) {
            ledger.deadLetter(ofFrame(offset));
        }
        ledger.add(FIRST, "first");
        ledger.add(SECOND, "second");

        assertThat(ledger.acknowledged(FIRST, 3, 0)).isEmpty();
        assertThat(ledger.acknowledged(SECOND, 3, 1)).isPresent();
    }

    @Test
    void aDeadLetterOfFacesNamesTheFrameThatTheyWereCutOutOf() {
        ledger.add(FIRST, "first");
        ledger.add(SECOND, "second");

        assertThat(ledger.deadLetter(ofFaces(Optional.of(faces(1))))).contains("second");
        assertThat(ledger.deadLetter(ofFaces(Optional.empty()))).isEmpty();
        assertThat(ledger.size()).isEqualTo(1);
    }

    @Test
    void anAcknowledgementAfterTheResultChangesNothing() {
        ledger.add(FIRST, "first");
        ledger.settle(FIRST);

        assertThat(ledger.acknowledged(FIRST, 3, 17)).isEmpty();
        assertThat(ledger.deadLetter(ofFrame(17))).isEmpty();
    }

    @Test
    void ofTwoFramesWithOneNumberTheOlderIsSettledFirstAndEachHasAPlace() {
        ledger.add(FIRST, "before the restart");
        ledger.add(FIRST, "after it");
        ledger.acknowledged(FIRST, 3, 17);
        ledger.acknowledged(FIRST, 3, 18);

        assertThat(ledger.deadLetter(ofFrame(18))).contains("after it");
        assertThat(ledger.settle(FIRST)).contains("before the restart");
        assertThat(ledger.size()).isZero();
    }

    @Test
    void aFrameThatIsGivenUpIsSettledAlone() {
        String given = "given up";
        ledger.add(FIRST, given);
        ledger.add(FIRST, "waits");

        assertThat(ledger.settle(FIRST, given)).isTrue();
        assertThat(ledger.settle(FIRST, given)).isFalse();
        assertThat(ledger.settle(FIRST)).contains("waits");
    }

    private static DeadLetter ofFrame(long offset) {
        return new DeadLetter("frames", 3, offset, "", 1, "broken", "broken: it is", Instant.EPOCH, Optional.empty());
    }

    private static DeadLetter ofFaces(Optional<FaceCrops> faces) {
        return new DeadLetter("faces", 0, 0, "", 1, "broken", "broken: it is", Instant.EPOCH, faces);
    }

    private static FaceCrops faces(long sequence) {
        return new FaceCrops(
                "algebra",
                "cam",
                null,
                sequence,
                Instant.EPOCH,
                640,
                480,
                "detector",
                List.of(),
                "",
                null,
                Counting.ALL,
                null,
                null,
                false);
    }
}
