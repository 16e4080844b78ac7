package io.moodstream.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.moodstream.ingest.replay.SourceJoinGate.Newcomer;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.FrameKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InFlightFramesTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private final Map<CompletableFuture<?>, Thread> threads = new ConcurrentHashMap<>();
    private final AtomicLong clock = new AtomicLong();
    private final InFlightFrames inFlight = new InFlightFrames(Duration.ofSeconds(50), clock::get);

    @Test
    void aSourcesFirstFrameHoldsUpTheOthersUntilTheRecommenderHasHeardOfItNotItself() throws Exception {
        turn("anna", 0, 0);
        assertThat(firstAnswers("anna", 10)).isEmpty();
        assertThat(firstAnswers("ben", 5)).isEmpty();

        CompletableFuture<Set<Newcomer>> ben = later(() -> firstAnswers("ben", 6));
        assertWaits(ben);
        inFlight.answered(new FrameKey("math/anna", "", 0));
        Set<Newcomer> answered = ben.get(50, TimeUnit.SECONDS);
        assertThat(answered).hasSize(1);

        inFlight.settled(answered);
        assertThat(firstAnswers("ben", 6)).isEmpty();
    }

    @Test
    void aSourceThatComesBackIsANewcomerEvenIfNobodyWaitedForItsFirstFrame() throws Exception {
        turn("anna", 0, 0);
        inFlight.answered(new FrameKey("math/anna", "", 0));
        clock.addAndGet(3_500_000_000L);
        turn("anna", 1, 100);

        CompletableFuture<Set<Newcomer>> ben = later(() -> firstAnswers("ben", 106));
        assertWaits(ben);
        inFlight.answered(new FrameKey("math/anna", "", 1));
        assertThat(ben.get(50, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void ofAFirstFrameThatBecomesADeadLetterNobodyHearsSoTheNextOneIsTheFirst() throws Exception {
        turn("anna", 0, 0);
        inFlight.deadLettered(new FrameKey("math/anna", "", 0), "broken");
        assertThat(firstAnswers("ben", 6)).isEmpty();

        turn("anna", 1, 1);
        CompletableFuture<Set<Newcomer>> ben = later(() -> firstAnswers("ben", 7));
        assertWaits(ben);
        inFlight.answered(new FrameKey("math/anna", "", 1));
        assertThat(ben.get(50, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void newcomersOfAllLecturesThatAreAnsweredAreSettledAtOnce() throws Exception {
        inFlight.awaitAlignment("math", "math/anna", 0, START);
        inFlight.awaitAlignment("art", "art/anna", 0, START);
        inFlight.answered(new FrameKey("art/anna", "", 0));
        inFlight.answered(new FrameKey("math/anna", "", 0));

        assertThat(firstAnswers("ben", 6)).hasSize(2);
    }

    @Test
    void aFrameThatIsSlowlyAnsweredHoldsUpItsLecture() throws Exception {
        turn("anna", 0, 0);
        clock.addAndGet(4_500_000_000L);

        CompletableFuture<Boolean> ben = later(() -> inFlight.awaitAlignment("math", "math/ben", 0, START));
        assertWaits(ben);
        assertThat(inFlight.awaitAlignment("art", "art/ben", 0, START)).isTrue();
        inFlight.answered(new FrameKey("math/anna", "", 0));

        assertThat(ben.get(50, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void soManyFramesOfAllLecturesAreUnderWayAsWereAnsweredOfLate() throws Exception {
        for (int number = 0; number < InFlightLimit.LEAST; number += 2) {
            inFlight.awaitAlignment("math", "math/anna", number, START);
            inFlight.awaitAlignment("art", "art/anna", number, START);
        }

        CompletableFuture<Boolean> next = later(() -> inFlight.awaitAlignment("math", "math/anna", 1000, START));
        assertWaits(next);
        inFlight.answered(new FrameKey("art/anna", "", 0));
        assertThat(next.get(50, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void noFrameIsFarAheadOfOneThatWaits() throws Exception {
        turn("anna", 0, 0);
        turn("anna", 1, 300);

        CompletableFuture<Boolean> next =
                later(() -> inFlight.awaitAlignment("math", "math/anna", 2, START.plusSeconds(301)));
        assertWaits(next);
        inFlight.answered(new FrameKey("math/anna", "", 0));
        assertThat(next.get(50, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoWaitsIsLetGoWhenItStops() throws Exception {
        turn("anna", 0, 0);
        CompletableFuture<Set<Newcomer>> ben = later(() -> firstAnswers("ben", 6));
        assertWaits(ben);

        inFlight.stop();

        assertThat(ben.get(50, TimeUnit.SECONDS)).isEmpty();
        assertThat(inFlight.awaitAlignment("math", "math/ben", 0, START)).isFalse();
    }

    @Test
    void deadLettersAreAnswersWhetherTheyComeBeforeTheAcknowledgementOrAfter() throws Exception {
        turn("anna", 0, 0);
        turn("anna", 1, 1);
        turn("anna", 2, 2);

        inFlight.acknowledged(new FrameKey("math/anna", "", 0), 3, 100);
        inFlight.deadLettered(letter(3, 100));
        inFlight.deadLettered(letter(3, 101));
        inFlight.acknowledged(new FrameKey("math/anna", "", 1), 3, 101);
        inFlight.deadLettered(new FrameKey("math/anna", "", 2), "frame-too-large");

        inFlight.awaitNone();
        assertThat(inFlight.answered()).isEqualTo(3);
    }

    @Test
    void ofAFrameThatWasRecordedTwiceEachNeedsAnAnswer() throws Exception {
        turn("anna", 0, 0);
        turn("anna", 0, 0);
        inFlight.answered(new FrameKey("math/anna", "", 0));
        CompletableFuture<Boolean> none = later(() -> {
            inFlight.awaitNone();
            return true;
        });

        assertWaits(none);
        inFlight.answered(new FrameKey("math/anna", "", 0));
        none.get(50, TimeUnit.SECONDS);
    }

    @Test
    void whoeverWaitsInVainIsToldTheRemedy() throws Exception {
        InFlightFrames impatient = new InFlightFrames(Duration.ofMillis(20));
        impatient.awaitAlignment("math", "math/anna", 0, START);

        assertThatThrownBy(impatient::awaitNone)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No result of 1 frames has arrived")
                .hasMessageContaining("--no-wait");
    }

    @Test
    void aFailureEndsAllWaiting() throws Exception {
        turn("anna", 0, 0);
        inFlight.fail(new IllegalStateException("Kafka is gone"));

        assertThatThrownBy(inFlight::awaitNone).isInstanceOf(IOException.class).hasMessage("Kafka is gone");
    }

    private void turn(String source, long sequence, int second) throws Exception {
        assertThat(inFlight.awaitAlignment("math", "math/" + source, sequence, START.plusSeconds(second)))
                .isTrue();
    }

    private Set<Newcomer> firstAnswers(String source, int second) throws Exception {
        return inFlight.awaitFirstAnswers("math", "math/" + source, START.plusSeconds(second));
    }

    private void assertWaits(CompletableFuture<?> waiting) {
        Thread thread = Objects.requireNonNull(threads.get(waiting));
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        assertThat(waiting).isNotDone();
    }

    private <T> CompletableFuture<T> later(Callable<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(call.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        threads.put(result, thread);
        thread.start();
        return result;
    }

    private static DeadLetter letter(int partition, long offset) {
        return new DeadLetter(
                "frames", partition, offset, "math/anna", 1, "broken", "broken: it is", START, Optional.empty());
    }
}
