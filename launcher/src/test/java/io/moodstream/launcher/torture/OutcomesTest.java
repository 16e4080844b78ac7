package io.moodstream.launcher.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class OutcomesTest {
    private final Outcomes outcomes = outcomes();

    @Test
    void framesThatAreAnsweredOnceAndInOrderAreNoReasonToComplain() {
        results(outcomes, "a-run", "fast", 0, 1, 3);
        results(outcomes, "a-later-run", "fast", 0);

        assertThat(outcomes.complaints()).isEmpty();
        assertThat(outcomes.results()).isEqualTo(4);
    }

    @Test
    void aSecondAnswerAndOneThatOvertookAnotherAreNamed() {
        results(outcomes, "a-run", "fast", 0, 1, 1, 3, 2);

        assertThat(outcomes.complaints())
                .containsExactly(
                        "frame 1 of file/class was answered twice", "frame 2 of file/class was answered after frame 3");
    }

    @Test
    void topicsWithNothingToCompareAreNamed() {
        results(outcomes, "a-run", "fast", 0);

        assertThat(outcomes.lacks())
                .contains("there was no record of attention to compare")
                .doesNotContain("there was no record of emotions to compare")
                .hasSize(4);
    }

    @Test
    void runsWithOtherIdentitiesAndTheSameResultsAreEqual() {
        Outcomes other = outcomes();
        results(outcomes, "a-run", "fast", 0, 1);
        results(other, "its-replay", "fast", 0, 1);

        assertThat(outcomes.differences(other)).isEmpty();
    }

    @Test
    void aMissingResultAndADifferentOneAreShown() {
        Outcomes shorter = outcomes();
        results(outcomes, "a-run", "fast", 0, 1);
        results(shorter, "a-run", "fast", 0);
        Outcomes different = outcomes();
        results(different, "a-run", "standard", 0, 1);

        assertThat(outcomes.differences(shorter))
                .singleElement()
                .asString()
                .startsWith("emotions file/class: record 2 of 2 is")
                .endsWith("missing");
        assertThat(outcomes.differences(different))
                .singleElement()
                .asString()
                .startsWith("emotions file/class: record 1 of 2 is");
    }

    private static Outcomes outcomes() {
        return new Outcomes(new StallClock(System::nanoTime));
    }

    private static void results(Outcomes outcomes, String run, String model, long... sequences) {
        for (long sequence : sequences) {
            FaceEmotions value = new FaceEmotions(
                    "file",
                    "class",
                    null,
                    sequence,
                    Instant.ofEpochSecond(sequence),
                    model,
                    List.of(),
                    "detector",
                    run,
                    null,
                    Counting.ALL,
                    null,
                    null,
                    false);
            byte[] bytes = Topics.EMOTIONS.values().serializer().serialize(Topics.EMOTIONS.name(), value);
            byte[] key = "file/class".getBytes(StandardCharsets.UTF_8);
            outcomes.add(new ConsumerRecord<>(Topics.EMOTIONS.name(), 0, 0, key, bytes));
        }
    }
}
