package io.moodstream.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.launcher.demo.FrameLedger.FrameId;
import io.moodstream.launcher.demo.FrameLedger.Place;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameLedgerTest {
    private static final FrameId FIRST = new FrameId("algebra/cam-1", 0);
    private static final FrameId SECOND = new FrameId("algebra/cam-1", 1);
    private static final Place HERE = new Place(3, 17);

    private final FrameLedger ledger = new FrameLedger();

    @Test
    void isBalancedOnceEveryFrameIsAnswered() {
        ledger.published(FIRST);
        ledger.published(SECOND);
        ledger.answered(FIRST, 2, 1);
        assertThat(ledger.isBalanced()).isFalse();
        ledger.answered(SECOND, 0, 0);
        assertThat(ledger.isBalanced()).isTrue();
        assertThat(ledger.account()).isEqualTo(new FrameLedger.Account(2, 1, 1, 2, 1, Map.of(), Map.of(), 0));
    }

    @Test
    void aSecondAnswerIsUnexpected() {
        ledger.published(FIRST);
        ledger.answered(FIRST, 1, 0);
        ledger.answered(FIRST, 1, 0);
        assertThat(ledger.account().unexpected()).isEqualTo(1);
        assertThat(ledger.account().faces()).isEqualTo(1);
    }

    @Test
    void aDeadLetterIsFoundByItsPlace() {
        ledger.published(FIRST);
        ledger.acknowledged(FIRST, HERE);
        ledger.frameDeadLettered(HERE, "truncated-jpeg");
        assertThat(ledger.isBalanced()).isTrue();
        assertThat(ledger.account().deadLettered()).isEqualTo(Map.of("truncated-jpeg", 1L));
    }

    @Test
    void aDeadLetterMayComeBeforeTheAcknowledgement() {
        ledger.published(FIRST);
        ledger.frameDeadLettered(HERE, "not-a-picture");
        assertThat(ledger.isBalanced()).isFalse();
        ledger.acknowledged(FIRST, HERE);
        assertThat(ledger.isBalanced()).isTrue();
        assertThat(ledger.account().deadLettered()).isEqualTo(Map.of("not-a-picture", 1L));
    }

    @Test
    void anAcknowledgementAfterTheAnswerChangesNothing() {
        ledger.published(FIRST);
        ledger.answered(FIRST, 1, 0);
        ledger.acknowledged(FIRST, HERE);
        assertThat(ledger.account().answered()).isEqualTo(1);
    }

    @Test
    void aFrameThatNeverReachedKafkaIsNotWaitedFor() {
        ledger.published(FIRST);
        ledger.lost(FIRST);
        assertThat(ledger.isBalanced()).isTrue();
        assertThat(ledger.account().published()).isZero();
    }

    @Test
    void deadLettersOfOthersAreCountedApart() {
        ledger.frameDeadLettered(HERE, "not-a-picture");
        ledger.laterDeadLettered(null, "serialization");
        assertThat(ledger.account().answered()).isZero();
        assertThat(ledger.account().otherDeadLetters()).isEqualTo(Map.of("not-a-picture", 1L, "serialization", 1L));
    }
}
