package io.moodstream.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EventTimeAlignerTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final EventTimeAligner aligner = new EventTimeAligner(Map.of("a", START, "b", START));

    @Test
    void aSourceMayBeASecondAhead() throws Exception {
        assertThat(aligner.awaitAlignment("a", START.plusSeconds(1))).isTrue();
    }

    @Test
    void whoIsFurtherAheadWaitsUntilTheSlowestHasComeNear() throws Exception {
        CompletableFuture<Boolean> turn = turnOf("a", START.plusSeconds(5));

        assertThat(aligner.awaitAlignment("b", START.plusSeconds(3))).isTrue();
        assertThat(turn).isNotDone();
        assertThat(aligner.awaitAlignment("b", START.plusSeconds(4))).isTrue();

        await().until(turn::isDone);
        assertThat(turn.join()).isTrue();
    }

    @Test
    void nobodyWaitsForASourceThatHasEnded() {
        CompletableFuture<Boolean> turn = turnOf("a", START.plusSeconds(5));

        aligner.leave("b");

        await().until(turn::isDone);
        assertThat(turn.join()).isTrue();
    }

    @Test
    void stoppingLetsGo() {
        CompletableFuture<Boolean> turn = turnOf("a", START.plusSeconds(5));

        aligner.stop();

        await().until(turn::isDone);
        assertThat(turn.join()).isFalse();
    }

    private CompletableFuture<Boolean> turnOf(String source, Instant then) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return aligner.awaitAlignment(source, then);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }
}
