package io.moodstream.dashboard.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.moodstream.dashboard.http.Problem;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.SourceSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PendingResultsTest {
    private final PendingResults pending = new PendingResults(Duration.ofSeconds(30));

    @Test
    void aFrameIsAnsweredByItsOwnEmotions() {
        var first = pending.expect(frame("a", "run", 0));
        var second = pending.expect(frame("a", "run", 1));

        pending.emotions(emotions("a", "run", 1), Optional.empty());

        assertThat(second).isCompletedWithValueMatching(answer -> answer.getSequence() == 1);
        assertThat(first).isNotDone();
        assertThat(pending.size()).isEqualTo(1);
    }

    @Test
    void aFrameFromBeforeARestartIsAnotherOne() {
        var waiting = pending.expect(frame("a", "run", 0));

        pending.emotions(emotions("a", "earlier-run", 0), Optional.empty());

        assertThat(waiting).isNotDone();
    }

    @Test
    void aDeadLetterAnswersWhetherItComesBeforeOrAfterTheAcknowledgement() {
        var before = pending.expect(frame("a", "run", 0));
        pending.deadLetter(letter("frames", 3, 7, "a"));
        pending.published(frame("a", "run", 0), new Position(3, 7));
        var after = pending.expect(frame("b", "run", 0));
        pending.published(frame("b", "run", 0), new Position(3, 8));
        pending.deadLetter(letter("frames", 3, 8, "b"));

        for (CompletableFuture<FaceEmotions> answer : List.of(before, after)) {
            assertThatThrownBy(answer::join)
                    .cause()
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.status()).isEqualTo(422))
                    .hasMessage("no picture");
        }
        assertThat(pending.size()).isZero();
    }

    @Test
    void aDeadLetterOfFacesAnswersTheFrameThatTheyAreOf() {
        var first = pending.expect(frame("a", "run", 0));
        var second = pending.expect(frame("a", "run", 1));

        pending.deadLetter(letterOfFaces("a", "earlier-run", 0)); // from before a restart
        assertThat(first).isNotDone();
        pending.deadLetter(letterOfFaces("a", "run", 1));

        assertThat(first).isNotDone();
        assertThatThrownBy(second::join).hasMessageContaining("no expression");
    }

    @Test
    void aDeadLetterOfFacesThatCannotBeReadAnswersNobody() {
        var alone = pending.expect(frame("a", "run", 0));

        pending.deadLetter(letter("faces", 0, 0, "a"));

        assertThat(alone).isNotDone();
    }

    @Test
    void aSinglePictureIsNotTakenForTheFrameAtTheSamePlaceOfAnotherTopic() {
        FrameKey picture = new FrameKey("photos/p", "", 0);
        var photo = pending.expect(picture);
        var frame = pending.expect(frame("a", "run", 0));
        pending.published(picture, new Position(1, 7));
        pending.published(frame("a", "run", 0), new Position(1, 7));

        pending.deadLetter(letter("photos", 1, 7, "p"));

        assertThatThrownBy(photo::join).hasMessageContaining("no picture");
        assertThat(frame).isNotDone();
        pending.deadLetter(letter("frames", 1, 7, "a"));
        assertThatThrownBy(frame::join).hasMessageContaining("no picture");
        assertThat(pending.size()).isZero();
    }

    @Test
    void nothingIsLeftOfWhatWasNotAnswered() {
        PendingResults impatient = new PendingResults(Duration.ofMillis(20));
        var answer = impatient.expect(frame("a", "run", 0));
        impatient.published(frame("a", "run", 0), new Position(0, 0));

        await().untilAsserted(() -> assertThat(impatient.size()).isZero());
        assertThatThrownBy(answer::join).hasCauseInstanceOf(TimeoutException.class);
        impatient.published(frame("a", "run", 0), new Position(0, 0));
        assertThat(impatient.size()).isZero();
    }

    @Test
    void aSignalIsNoResultOfTheFrameWhoseNumberItHas() {
        var waiting = pending.expect(frame("a", "run", 0));
        FaceEmotions pause = emotions("a", "run", 0);
        pause.put("signal", SourceSignal.PAUSE);

        pending.emotions(pause, Optional.empty());

        assertThat(waiting).isNotDone();
    }

    private static FrameKey frame(String source, String run, long sequence) {
        return new FrameKey("l/" + source, run, sequence);
    }

    private static FaceEmotions emotions(String source, String run, long sequence) {
        return new FaceEmotions(
                "l",
                source,
                null,
                sequence,
                Instant.EPOCH,
                "model",
                List.of(),
                "test",
                run,
                null,
                Counting.ALL,
                null,
                null,
                false);
    }

    private static DeadLetter letter(String topic, int partition, long offset, String source) {
        return letter(topic, partition, offset, source, Optional.empty(), "no picture");
    }

    private static DeadLetter letterOfFaces(String source, String run, long sequence) {
        FaceCrops faces = new FaceCrops(
                "l",
                source,
                null,
                sequence,
                Instant.EPOCH,
                640,
                480,
                "detector",
                List.of(),
                run,
                null,
                Counting.ALL,
                null,
                null,
                false);
        return letter("faces", 0, 0, source, Optional.of(faces), "no expression");
    }

    private static DeadLetter letter(
            String topic, int partition, long offset, String source, Optional<FaceCrops> faces, String message) {
        return new DeadLetter(topic, partition, offset, "l/" + source, 1, "broken", message, Instant.EPOCH, faces);
    }
}
