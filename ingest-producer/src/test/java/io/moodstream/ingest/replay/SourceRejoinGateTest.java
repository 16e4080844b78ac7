package io.moodstream.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SourceRejoinGateTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final SourceRejoinGate comebacks = new SourceRejoinGate();

    @Test
    void theFirstFrameOfALectureWaitsForNothing() {
        assertThat(comebacks.waitsFor("anna", START)).isEmpty();
    }

    @Test
    void sourcesThatBeginTogetherDoNotWait() {
        publish("anna", 0);

        assertThat(comebacks.waitsFor("ben", second(1))).isEmpty();
    }

    @Test
    void aSourceThatJoinsWaitsForAllThatIsMuchOlder() {
        for (int second = 0; second < 100; second++) {
            publish("anna", second);
        }

        assertThat(comebacks.waitsFor("anna", second(100))).isEmpty();
        assertThat(comebacks.waitsFor("ben", second(100))).contains(second(95));
    }

    @Test
    void theFirstFrameAfterABreakWaitsForAllBeforeIt() {
        publish("anna", 0);
        publish("ben", 0);

        assertThat(comebacks.waitsFor("ben", second(9))).isEmpty();
        assertThat(comebacks.waitsFor("ben", second(10))).contains(second(5));
    }

    @Test
    void whoeverComesBackRightAfterAnotherDoesNotWaitAgain() {
        publish("anna", 0);
        comebacks.waitsFor("anna", second(60)).ifPresent(comebacks::waited);
        publish("anna", 60);

        assertThat(comebacks.waitsFor("ben", second(62))).isEmpty();
        assertThat(comebacks.waitsFor("cleo", second(80))).contains(second(75));
    }

    private void publish(String source, int second) {
        comebacks.published(source, second(second));
    }

    private static Instant second(int second) {
        return START.plusSeconds(second);
    }
}
