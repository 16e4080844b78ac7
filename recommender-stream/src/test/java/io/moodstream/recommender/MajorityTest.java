package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodstream.schemas.Emotion;
import java.util.List;
import org.junit.jupiter.api.Test;

class MajorityTest {

    @Test
    void theExpressionMostFacesShowDecidesHoweverSureAnotherIs() {
        double[] answer = Majority.of(List.of(
                        Sample.face(1, Emotion.happy, 1.0),
                        Sample.face(2, Emotion.neutral, 0.4),
                        Sample.face(3, Emotion.neutral, 0.6)))
                .orElseThrow();

        assertThat(answer[Emotion.neutral.ordinal()]).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void betweenEquallyManyTheSummedProbabilityDecides() {
        double[] answer = Majority.of(
                        List.of(Sample.face(1, Emotion.angry, 0.6), Sample.face(2, Emotion.surprise, 0.9)))
                .orElseThrow();

        assertThat(Emotions.at(Emotions.strongest(answer))).isEqualTo(Emotion.surprise);
    }

    @Test
    void facesThatAreNotReadableHaveNoSay() {
        double[] answer = Majority.of(List.of(
                        Sample.unreadable(Sample.face(1, Emotion.sad, 0.3)),
                        Sample.unreadable(Sample.face(2, Emotion.sad, 0.3)),
                        Sample.face(3, Emotion.happy, 0.9)))
                .orElseThrow();

        assertThat(answer[Emotion.happy.ordinal()]).isCloseTo(0.9, within(1e-6));
    }

    @Test
    void noReadableFaceHasNoExpression() {
        assertThat(Majority.of(List.of())).isEmpty();
        assertThat(Majority.of(List.of(Sample.unreadable(Sample.face(1, Emotion.sad, 0.3)))))
                .isEmpty();
    }
}
