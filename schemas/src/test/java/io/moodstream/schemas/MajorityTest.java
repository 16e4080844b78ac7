package io.moodstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MajorityTest {
    @Test
    void mostReadableFacesDecide() {
        assertThat(Majority.of(List.of(
                        face(Emotion.happy, 0.4, true), face(Emotion.happy, 0.4, true), face(Emotion.sad, 0.9, true))))
                .contains(Emotion.happy);
        assertThat(Majority.of(List.of(
                        face(Emotion.happy, 0.4, false),
                        face(Emotion.happy, 0.4, false),
                        face(Emotion.sad, 0.9, true))))
                .contains(Emotion.sad);
    }

    @Test
    void theProbabilitiesAreTheMeanOfTheFacesThatShowItHoweverSureAnotherIs() {
        double[] mean = Majority.probabilities(List.of(
                        face(Emotion.happy, 1.0, true),
                        face(Emotion.neutral, 0.4, true),
                        face(Emotion.neutral, 0.6, true)))
                .orElseThrow();

        assertThat(mean).hasSize(7);
        assertThat(mean[Emotion.neutral.ordinal()]).isCloseTo(0.5, within(1e-6));
        assertThat(mean[Emotion.happy.ordinal()]).isCloseTo(0.5 / 6, within(1e-6));
    }

    @Test
    void unreadableFacesDoNotCount() {
        double[] mean = Majority.probabilities(List.of(
                        face(Emotion.sad, 0.3, false), face(Emotion.sad, 0.3, false), face(Emotion.happy, 0.9, true)))
                .orElseThrow();

        assertThat(mean[Emotion.happy.ordinal()]).isCloseTo(0.9, within(1e-6));
    }

    @Test
    void betweenEquallyManyTheirProbabilitiesDecide() {
        assertThat(Majority.of(List.of(face(Emotion.happy, 0.5, true), face(Emotion.sad, 0.9, true))))
                .contains(Emotion.sad);
    }

    @Test
    void withoutAReadableFaceThereIsNoMajority() {
        assertThat(Majority.of(List.of())).isEmpty();
        assertThat(Majority.of(List.of(face(Emotion.happy, 0.3, false)))).isEmpty();
        assertThat(Majority.probabilities(List.of(face(Emotion.happy, 0.3, false))))
                .isEmpty();
    }

    private static FaceEmotion face(Emotion emotion, double confidence, boolean readable) {
        List<Float> probabilities = DoubleStream.iterate(0, i -> i + 1)
                .limit(7)
                .mapToObj(i -> (float) (i == emotion.ordinal() ? confidence : (1 - confidence) / 6))
                .toList();
        return new FaceEmotion(1L, new FaceBox(0f, 0f, 1f, 1f), probabilities, emotion, (float) confidence, readable);
    }
}
