package io.moodstream.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.ingest.replay.SourceJoinGate.Newcomer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InFlightFramesTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final InFlightFrames unanswered = new InFlightFrames(Duration.ofSeconds(50));

    @Test
    void aSourcesFirstFrameHoldsUpTheOthersUntilTheRecommenderHasHeardOfItNotItself() throws Exception {
        turn("anna", 0, 0);
        assertThat(firstAnswers("anna", 10)).isEmpty();
        assertThat(firstAnswers("ben", 5)).isEmpty();

        CompletableFuture<Set<Newcomer>> ben = later(() -> firstAnswers("ben", 6));
        assertWaits(ben);
        unanswered.answered("math/anna", 0);
        Set<Newcomer> answered = ben.get(50, TimeUnit.SECONDS);
        assertThat(answered).hasSize(1);

        unanswered.settled(answered);
        assertThat(firstAnswers("ben", 6)).isEmpty();
    }

    @Test
    void aSourceThatComesBackIsANewcomerEvenIfNobodyWaitedForItsFirstFrame() throws Exception {
        turn("anna", 0, 0);
        unanswered.answered("math/anna", 0);
        Thread.sleep(3_500);
        turn("anna", 1, 100);

        CompletableFuture<Set<Newcomer>> ben = later(() -> firstAnswers("ben", 106));
        assertWaits(ben);
        unanswered.answered("math/anna", 1);
        assertThat(ben.get(50, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void ofAFirstFrameThatBecomesADeadLetterNobodyHearsSoTheNextOneIsTheFirst() throws Exception {
        turn("anna", 0, 0);
        unanswered.deadLettered("math/anna", 0, "broken");
        assertThat(firstAnswers("ben", 6)).isEmpty();

        turn("anna", 1, 1);
        CompletableFuture<Set<Newcomer>> ben = later(() -> firstAnswers("ben", 7));
        assertWaits(ben);
        unanswered.answered("math/anna", 1);
        assertThat(ben.get(50, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void newcomersOfAllLecturesThatAreAnsweredAreSettledAtOnce() throws Exception {
        unanswered.awaitAlignment("math", "math/anna", 0, START);
        unanswered.awaitAlignment("art", "art/anna", 0, START);
        unanswered.answered("art/anna", 0);
        unanswered.answered("math/anna", 0);

        assertThat(firstAnswers("ben", 6)).hasSize(2);
    }

    @Test
    void aFrameThatIsSlowlyAnsweredHoldsUpItsLecture() throws Exception {
        turn("anna", 0, 0);
        Thread.sleep(4_500);

        CompletableFuture<Boolean> ben = later(() -> unanswered.awaitAlignment("math", "math/ben", 0, START));
        assertWaits(ben);
        assertThat(unanswered.awaitAlignment("art", "art/ben", 0, START)).isTrue();
        unanswered.answered("math/anna", 0);

        assertThat(ben.get(50, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void soManyFramesOfAllLecturesAreUnderWayAsWereAnsweredOfLate() throws Exception {
        for (int number = 0; number < InFlightLimit.LEAST; number += 2) {
            unanswered.awaitAlignment("math", "math/anna", number, START);
            unanswered.awaitAlignment("art", "art/anna", number, START);
        }

        CompletableFuture<Boolean> next = later(() -> unanswered.awaitAlignment("math", "math/anna", 1000, START));
        assertWaits(next);
        unanswered.answered("art/anna", 0);
        assertThat(next.get(50, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void noFrameIsFarAheadOfOneThatWaits() throws Exception {
        turn("anna", 0, 0);
        turn("anna", 1, 300);

        CompletableFuture<Boolean> next =
                later(() -> unanswered.awaitAlignment("math", "math/anna", 2, START.plusSeconds(301)));
        assertWaits(next);
        unanswered.answered("math/anna", 0);
        assertThat(next.get(50, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoWaitsIsLetGoWhenItStops() throws Exception {
        turn("anna", 0, 0);
        CompletableFuture<Set<Newcomer>> ben = later(() -> firstAnswers("ben", 6));
        assertWaits(ben);

        unanswered.stop();

        assertThat(ben.get(50, TimeUnit.SECONDS)).isEmpty();
        assertThat(unanswered.awaitAlignment("math", "math/ben", 0, START)).isFalse();
    }

    @Test
    void deadLettersAreAnswersWhetherTheyComeBeforeTheAcknowledgementOrAfter() throws Exception {
        turn("anna", 0, 0);
        turn("anna", 1, 1);
        turn("anna", 2, 2);

        unanswered.acknowledged("math/anna", 0, 3, 100);
        unanswered.deadLettered(3, 100);
        unanswered.deadLettered(3, 101);
        unanswered.acknowledged("math/anna", 1, 3, 101);
        unanswered.deadLettered("math/anna", 2, "frame-too-large");

        unanswered.awaitNone();
        assertThat(unanswered.answered()).isEqualTo(3);
    }

    @Test
    void ofAFrameThatWasRecordedTwiceEachNeedsAnAnswer() throws Exception {
        turn("anna", 0, 0);
        turn("anna", 0, 0);
        unanswered.answered("math/anna", 0);
        CompletableFuture<Void> none = CompletableFuture.runAsync(this::awaitNone);

        assertWaits(none);
        unanswered.answered("math/anna", 0);
        none.get(50, TimeUnit.SECONDS);
    }

    @Test
    void whoeverWaitsInVainIsToldTheRemedy() throws Exception {
        InFlightFrames impatient = new InFlightFrames(Duration.ofMillis(20));
        impatient.awaitAlignment("math", "math/anna", 0, START);

        assertThatThrownBy(impatient::awaitNone)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No answer to 1 frames")
                .hasMessageContaining("--no-wait");
    }

    @Test
    void aFailureEndsAllWaiting() throws Exception {
        turn("anna", 0, 0);
        unanswered.fail(new IllegalStateException("Kafka is gone"));

        assertThatThrownBy(unanswered::awaitNone)
                .isInstanceOf(IOException.class)
                .hasMessage("Kafka is gone");
    }

    private void turn(String source, long sequence, int second) throws Exception {
        assertThat(unanswered.awaitAlignment("math", "math/" + source, sequence, START.plusSeconds(second)))
                .isTrue();
    }

    private Set<Newcomer> firstAnswers(String source, int second) throws Exception {
        return unanswered.awaitFirstAnswers("math", "math/" + source, START.plusSeconds(second));
    }

    /** Long enough for one that does not wait to be done. */
    private static void assertWaits(CompletableFuture<?> waiting) throws Exception {
        Thread.sleep(300);
        assertThat(waiting).isNotDone();
    }

    private static <T> CompletableFuture<T> later(Callable<T> call) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return call.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void awaitNone() {
        try {
            unanswered.awaitNone();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
