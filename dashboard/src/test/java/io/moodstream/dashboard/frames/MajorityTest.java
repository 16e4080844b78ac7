package io.moodstream.dashboard.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceBox;
import io.moodstream.schemas.FaceEmotion;
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
    void betweenEquallyManyTheirProbabilitiesDecide() {
        assertThat(Majority.of(List.of(face(Emotion.happy, 0.5, true), face(Emotion.sad, 0.9, true))))
                .contains(Emotion.sad);
    }

    @Test
    void whereNothingIsReadableThereIsNone() {
        assertThat(Majority.of(List.of())).isEmpty();
        assertThat(Majority.of(List.of(face(Emotion.happy, 0.3, false)))).isEmpty();
    }

    private static FaceEmotion face(Emotion emotion, double confidence, boolean readable) {
        List<Float> probabilities = DoubleStream.iterate(0, i -> i + 1)
                .limit(7)
                .mapToObj(i -> (float) (i == emotion.ordinal() ? confidence : (1 - confidence) / 6))
                .toList();
        return new FaceEmotion(1L, new FaceBox(0f, 0f, 1f, 1f), probabilities, emotion, (float) confidence, readable);
    }
}
