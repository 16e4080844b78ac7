package io.moodstream.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topics;
import io.moodstream.testing.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InFlightFramesTest {
    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");

    /** What Kafka returns next, one record at a time. */
    private final Queue<ConsumerRecord<byte[], byte[]>> results = new ArrayDeque<>();

    private final InFlightFrames inFlight = frames(Duration.ofSeconds(50));

    @Test
    void aThousandFramesAreUnderWayAndTheNextOneWaitsForAResult() throws Exception {
        for (int number = 0; number < InFlightFrames.MOST; number++) {
            assertThat(inFlight.await(AT)).isTrue();
            publish(number);
        }
        assertThatThrownBy(() -> full(Duration.ofMillis(20)).await(AT))
                .hasMessageContaining("No result of 1000 frames");

        results.add(emotions("math", "run", 500, null));
        assertThat(inFlight.await(AT)).isTrue();
        assertThat(inFlight.answered()).isEqualTo(1);
    }

    @Test
    void onlyEmotionsOfTheFrameOfThisRunAreItsResult() {
        InFlightFrames impatient = frames(Duration.ofMillis(20));
        impatient.publishing(new FrameKey("math/anna", "run", 0), 0);
        results.add(emotions("math", "live", 0, null));
        results.add(emotions("art", "run", 0, null));
        results.add(emotions("math", "run", 0, SourceSignal.BEGIN));

        assertThatThrownBy(impatient::awaitNone).isInstanceOf(IOException.class);
        assertThat(results).isEmpty();
        assertThat(impatient.answered()).isZero();
    }

    @Test
    void deadLettersAreResultsWhetherTheyComeBeforeTheAcknowledgementOrAfter() throws Exception {
        publish(0);
        publish(1);
        publish(2);

        inFlight.acknowledged(new FrameKey("math/anna", "run", 0), 3, 100);
        results.add(letter(3, 100));
        results.add(letter(3, 101));
        inFlight.await(AT);
        inFlight.await(AT);
        inFlight.acknowledged(new FrameKey("math/anna", "run", 1), 3, 101);
        inFlight.deadLettered(new FrameKey("math/anna", "run", 2), "frame-too-large");

        inFlight.awaitNone();
        assertThat(inFlight.answered()).isEqualTo(3);
    }

    @Test
    void whoeverWaitsInVainLearnsTheRemedy() {
        InFlightFrames impatient = frames(Duration.ofMillis(20));
        impatient.publishing(new FrameKey("math/anna", "run", 0), 0);

        assertThatThrownBy(impatient::awaitNone)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No result of 1 frame has arrived")
                .hasMessageContaining("--no-wait");
    }

    @Test
    void itIsSaidOnceThatNoResultComesLongBeforeItGivesUp() {
        try (Said said = Said.by(InFlightFrames.class)) {
            InFlightFrames impatient = frames(Duration.ofSeconds(3));
            impatient.publishing(new FrameKey("math/anna", "run", 0), 0);
            assertThatThrownBy(impatient::awaitNone).isInstanceOf(IOException.class);

            assertThat(said.sentences())
                    .singleElement()
                    .asString()
                    .startsWith("No result of 1 frame has arrived")
                    .matches("(?s).*\\. Waiting for up to \\d s more");
        }
    }

    @Test
    void afterAStopNothingIsWaitedFor() throws Exception {
        publish(0);

        inFlight.stop();

        assertThat(inFlight.await(AT)).isFalse();
        inFlight.awaitNone();
    }

    @Test
    void aFailureOfKafkaEndsAllWaiting() {
        publish(0);
        inFlight.fail(new IllegalStateException("Kafka no longer accepts frames"));
        assertThatThrownBy(inFlight::awaitNone)
                .isInstanceOf(IOException.class)
                .hasMessage("Kafka no longer accepts frames");

        InFlightFrames broken = new InFlightFrames(
                atMost -> {
                    throw new KafkaException("Kafka is gone");
                },
                Set.of("math"),
                Duration.ofSeconds(50));
        assertThatThrownBy(() -> broken.await(AT))
                .isInstanceOf(IOException.class)
                .hasMessage("Kafka is gone");
    }

    private InFlightFrames frames(Duration patience) {
        return new InFlightFrames(
                atMost -> results.isEmpty() ? List.of() : List.of(results.remove()), Set.of("math"), patience);
    }

    private InFlightFrames full(Duration patience) {
        InFlightFrames full = frames(patience);
        for (int number = 0; number < InFlightFrames.MOST; number++) {
            full.publishing(new FrameKey("math/anna", "run", number), 0);
        }
        return full;
    }

    private void publish(long number) {
        inFlight.publishing(new FrameKey("math/anna", "run", number), 0);
    }

    private static ConsumerRecord<byte[], byte[]> emotions(
            String lecture, String run, long number, @Nullable SourceSignal signal) {
        FaceEmotions emotions = new FaceEmotions(
                lecture,
                "anna",
                null,
                number,
                AT,
                "standard",
                List.of(),
                "blazeface",
                run,
                signal,
                Counting.ALL,
                null,
                null,
                false);
        byte[] value = Topics.EMOTIONS.values().serializer().serialize("", emotions);
        return record(Topics.EMOTIONS.name(), lecture, value);
    }

    private static ConsumerRecord<byte[], byte[]> letter(int partition, long offset) {
        ConsumerRecord<byte[], byte[]> letter = record(Topics.DEAD_LETTERS.name(), "math", new byte[1]);
        DeadLetter.explain(letter.headers(), Topics.FRAMES.name(), new IllegalStateException("broken: it is"));
        header(letter, "partition", partition);
        header(letter, "offset", offset);
        return letter;
    }

    private static void header(ConsumerRecord<byte[], byte[]> letter, String name, long value) {
        letter.headers().add("__streams.errors." + name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }

    private static ConsumerRecord<byte[], byte[]> record(String topic, String lecture, byte[] value) {
        return new ConsumerRecord<>(topic, 0, 0, (lecture + "/anna").getBytes(StandardCharsets.UTF_8), value);
    }
}
