package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceBox;
import io.moodstream.schemas.FaceEmotion;
import io.moodstream.schemas.FaceEmotions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmotionsValidatorTest {
    private final EmotionsValidator validator = new EmotionsValidator(Duration.ofMinutes(1));

    @Test
    void aValidFrameIsAcceptedWithOrWithoutFaces() {
        FaceEmotions frame = Sample.webcam("ada", 0, Emotion.happy);
        FaceEmotions empty = Sample.frame("front", 60_000);

        assertThat(validator.check(frame, Sample.START)).isSameAs(frame);
        assertThat(validator.check(empty, Sample.START)).isSameAs(empty);
    }

    @Test
    void aRecordWithoutValueIsRefused() {
        assertThatThrownBy(() -> validator.check(null, Sample.START)).hasMessageContaining("no value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "ä"})
    void idsOutsideTheAlphabetAreRefused(String id) {
        refuses(Sample.frame(id, "front", null, 0), "lectureId is " + id + "; expected 1 to 100 characters");
        refuses(Sample.frame("maths", id, null, 0), "sourceId is " + id);
        refuses(Sample.frame("maths", "front", id, 0), "userId is " + id);
    }

    @Test
    void timesAheadOfTheClockOrBefore1970AreRefused() {
        refuses(Sample.frame("front", 60_001), "capturedAt is 2026-03-02T08:01:00.001Z; expected at most 60000 ms");
        refuses(Sample.frame("front", -Sample.START - 1), "capturedAt is 1969-12-31T23:59:59.999Z");
    }

    @Test
    void invalidProbabilitiesAreRefused() {
        refuses(List.of(0.5f, 0.5f), "seven of them");
        refuses(List.of(-0.1f, 0.1f, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f), "each from 0 to 1");
        refuses(List.of(Float.POSITIVE_INFINITY, 0f, 0f, 0f, 0f, 0f, 0f), "each from 0 to 1");
        refuses(List.of(0.5f, 0.1f, 0f, 0f, 0f, 0f, 0f), "a sum of 1");
    }

    @Test
    void aBoxWithoutFiniteCoordinatesIsRefused() {
        FaceEmotion good = Sample.face(1, Emotion.sad, 0.5);
        FaceEmotion bad = new FaceEmotion(
                1L, new FaceBox(Float.NaN, 0f, 1f, 1f), good.getProbabilities(), good.getEmotion(), 0.5f, true);

        refuses(Sample.frame("front", 0, bad), "box is");
    }

    @Test
    void moreFacesThanAnyPictureHasAreRefused() {
        refuses(Sample.frame("front", 0, Sample.faces(1001, Emotion.sad)), "faces is 1001; expected at most 1000");
    }

    @Test
    void anIdLongerThanAReportHasRoomForIsRefused() {
        FaceEmotions frame = Sample.frame("front", 0);
        refuses(FaceEmotions.newBuilder(frame).setModel("x".repeat(201)).build(), "model is 201 characters");
        refuses(FaceEmotions.newBuilder(frame).setDetector("x".repeat(201)).build(), "detector is 201 characters");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0, 0xA, 0x7F, 0xD800, 0xFFFE, 0xFFFF})
    void anIdThatNoPageCanHoldIsRefused(int character) {
        FaceEmotions frame = Sample.frame("front", 0);
        String id = "standard" + (char) character;
        refuses(FaceEmotions.newBuilder(frame).setModel(id).build(), "model is not plain text");
        refuses(FaceEmotions.newBuilder(frame).setDetector(id).build(), "detector is not plain text");
    }

    private void refuses(List<Float> probabilities, String sentence) {
        FaceEmotion good = Sample.face(1, Emotion.sad, 0.5);
        refuses(
                Sample.frame("front", 0, new FaceEmotion(1L, good.getBox(), probabilities, Emotion.sad, 0.5f, true)),
                sentence);
    }

    private void refuses(FaceEmotions frame, String sentence) {
        assertThatThrownBy(() -> validator.check(frame, Sample.START))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
