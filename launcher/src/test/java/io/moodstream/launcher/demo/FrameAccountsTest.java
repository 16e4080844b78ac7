package io.moodstream.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.kit.ledger.FrameSums;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.FrameKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrameAccountsTest {
    private static final FrameKey FIRST = new FrameKey("algebra/cam-1", "", 0);
    private static final FrameKey SECOND = new FrameKey("algebra/cam-1", "", 1);

    private final FrameAccounts accounts = new FrameAccounts();

    @Test
    void isBalancedOnceEveryFrameIsAnswered() {
        accounts.published(FIRST);
        accounts.published(SECOND);
        accounts.answered(FIRST, 2, 1);
        assertThat(accounts.isBalanced()).isFalse();
        accounts.answered(SECOND, 0, 0);
        assertThat(accounts.isBalanced()).isTrue();
        assertThat(accounts.account()).isEqualTo(new FrameAccounts.Account(2, 1, 1, 2, 1, Map.of(), Map.of(), 0));
    }

    @Test
    void aSecondAnswerIsUnexpected() {
        accounts.published(FIRST);
        accounts.answered(FIRST, 1, 0);
        accounts.answered(FIRST, 1, 0);
        assertThat(accounts.account().unexpected()).isEqualTo(1);
        assertThat(accounts.account().faces()).isEqualTo(1);
    }

    @Test
    void aDeadLetterIsFoundByItsPlace() {
        accounts.published(FIRST);
        accounts.acknowledged(FIRST, 3, 17);
        accounts.deadLetter(letter("frames", "truncated-jpeg"));
        assertThat(accounts.isBalanced()).isTrue();
        assertThat(accounts.account().deadLettered()).isEqualTo(Map.of("truncated-jpeg", 1L));
    }

    @Test
    void aDeadLetterMayComeBeforeTheAcknowledgement() {
        accounts.published(FIRST);
        accounts.deadLetter(letter("frames", "not-a-picture"));
        assertThat(accounts.isBalanced()).isFalse();
        accounts.acknowledged(FIRST, 3, 17);
        assertThat(accounts.isBalanced()).isTrue();
        assertThat(accounts.account().deadLettered()).isEqualTo(Map.of("not-a-picture", 1L));
    }

    @Test
    void anAcknowledgementAfterTheAnswerChangesNothing() {
        accounts.published(FIRST);
        accounts.answered(FIRST, 1, 0);
        accounts.acknowledged(FIRST, 3, 17);
        assertThat(accounts.account().answered()).isEqualTo(1);
    }

    @Test
    void aFrameThatNeverReachedKafkaIsNotWaitedFor() {
        accounts.published(FIRST);
        accounts.lost(FIRST);
        assertThat(accounts.isBalanced()).isTrue();
        assertThat(accounts.account().published()).isZero();
    }

    @Test
    void deadLettersOfOthersAreCountedApart() {
        accounts.deadLetter(letter("frames", "not-a-picture"));
        accounts.deadLetter(letter("faces", "serialization"));
        assertThat(accounts.account().answered()).isZero();
        assertThat(accounts.account().otherDeadLetters()).isEqualTo(Map.of("not-a-picture", 1L, "serialization", 1L));
    }

    @Test
    void theSumsOfASourceAddUpAtAnyMoment() {
        FrameKey other = new FrameKey("algebra/cam-2", "", 0);
        accounts.published(FIRST);
        accounts.published(SECOND);
        accounts.published(other);
        accounts.answered(FIRST, 2, 0);
        accounts.lost(other);
        accounts.dropped("algebra/cam-2", "slow-network");
        assertThat(accounts.sources())
                .isEqualTo(Map.of(
                        "algebra/cam-1", new FrameSums(2, 1, 0, Map.of(), 0, 1, 0, 0, Map.of()),
                        "algebra/cam-2", new FrameSums(1, 0, 0, Map.of(), 1, 0, 0, 0, Map.of("slow-network", 1L))));

        accounts.acknowledged(SECOND, 3, 17);
        accounts.deadLetter(letter("frames", "truncated-jpeg"));
        assertThat(accounts.sources().get("algebra/cam-1"))
                .isEqualTo(new FrameSums(2, 1, 0, Map.of("truncated-jpeg", 1L), 0, 0, 0, 0, Map.of()));
    }

    private static DeadLetter letter(String topic, String reason) {
        return new DeadLetter(topic, 3, 17, "", 1, reason, reason + ": it is", Instant.EPOCH, Optional.empty());
    }
}
