package io.moodstream.dashboard.consents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.dashboard.http.Problem;
import io.moodstream.dashboard.http.Seat;
import io.moodstream.schemas.Consent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two dashboards whose clocks differ, and a topic. */
class ConsentsTest {
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final Seat SEAT = new Seat("algebra", "calm-otter-1", "u-1");

    private final List<Consent> topic = new ArrayList<>();
    private final Consents ahead = new Consents(topic::add, () -> NOW);
    private final Consents behind = new Consents(topic::add, () -> NOW.minusSeconds(60));

    @Test
    void aWithdrawalHoldsAlsoByAClockThatIsBehindTheOneOfTheConsent() {
        ahead.give(SEAT, "1-en", "join-page");
        bothRead();

        behind.withdraw("u-1");

        assertThat(behind.isWithdrawn("u-1")).isTrue();
        bothRead();
        assertThat(ahead.isWithdrawn("u-1")).isTrue();
        assertThat(ahead.of("u-1").map(Consent::getWithdrawnAt)).contains(NOW.plusMillis(1));
    }

    @Test
    void whoAgreesAgainByAClockThatIsBehindHasAgreed() {
        ahead.give(SEAT, "1-en", "join-page");
        ahead.withdraw("u-1");
        bothRead();

        behind.give(SEAT, "1-en", "join-page");

        assertThat(behind.isWithdrawn("u-1")).isFalse();
        bothRead();
        assertThat(ahead.isWithdrawn("u-1")).isFalse();
    }

    @Test
    void aDashboardThatHasNotReadAConsentWaitsForItBeforeItJudges() {
        ahead.give(SEAT, "1-en", "join-page");
        ahead.withdraw("u-1");
        topic.forEach(behind::consent);
        Instant agreedAgain = ahead.give(SEAT, "1-en", "join-page").getGivenAt();

        assertThatThrownBy(() -> behind.awaitGiven("u-1", agreedAgain, Duration.ZERO))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(503));
        var judged = CompletableFuture.supplyAsync(() -> {
            behind.awaitGiven("u-1", agreedAgain, Duration.ofMinutes(1));
            return behind.isWithdrawn("u-1");
        });
        bothRead();

        assertThat(judged).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(false);
    }

    /** Each holds a thread of the server. */
    @Test
    void onlySoManyWait() {
        Instant never = NOW.plusSeconds(1);
        List<CompletableFuture<Void>> waiting = IntStream.range(0, 17)
                .mapToObj(number -> CompletableFuture.runAsync(
                        () -> behind.awaitGiven("u-" + number, never, Duration.ofMinutes(1)),
                        task -> new Thread(task, "waiting").start()))
                .toList();

        assertThat(CompletableFuture.anyOf(waiting.toArray(CompletableFuture[]::new)))
                .failsWithin(Duration.ofSeconds(50))
                .withThrowableThat()
                .withMessageContaining("many cameras");
        for (int number = 0; number < 17; number++) {
            behind.consent(new Consent("u-" + number, "algebra", never, "1-en", "join-page", null));
        }
        assertThat(waiting)
                .filteredOn(one -> one.handle((done, fault) -> fault != null).join())
                .hasSize(1);
    }

    /** From the beginning, as after a start. */
    private void bothRead() {
        topic.forEach(ahead::consent);
        topic.forEach(behind::consent);
    }
}
