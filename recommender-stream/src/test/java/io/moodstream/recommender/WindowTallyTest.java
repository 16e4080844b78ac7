package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodstream.schemas.Emotion;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.testing.Seeded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeded.class)
class WindowTallyTest {

    @Test
    void theOrderOfTheFramesChangesNotEvenTheLastBit(Random random) {
        List<FaceEmotions> frames = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            frames.add(Sample.frame("front", i, Sample.face(1, Emotions.at(random.nextInt(7)), random.nextDouble())));
        }
        WindowTally inOrder = tally(frames);
        Collections.shuffle(frames, random);

        assertThat(tally(frames).state()).isEqualTo(inOrder.state());
    }

    @Test
    void meansAreOverTheFrames() {
        WindowTally tally = tally(List.of(
                Sample.frame("front", 0, Sample.faces(2, Emotion.sad)),
                Sample.frame("front", 200),
                Sample.frame("front", 400, Sample.faces(1, Emotion.happy))));

        assertThat(tally.frames()).isEqualTo(3);
        assertThat(tally.faces()).isEqualTo(1);
        assertThat(tally.faces(Emotion.sad.ordinal())).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(tally.probability(Emotion.sad.ordinal())).isCloseTo((1.8 + 0.1 / 6) / 3, within(1e-6));
    }

    @Test
    void thePeopleExpectedAreTheLowerMedianOfFaces() {
        assertThat(expected(3)).isEqualTo(3);
        assertThat(expected(3, 9)).isEqualTo(3);
        assertThat(expected(0, 4, 4, 5, 20)).isEqualTo(4);
        assertThat(expected(0, 0, 7)).isZero();
    }

    @Test
    void unreadableFacesAreExpectedAndAddNothingElse() {
        WindowTally tally = tally(List.of(Sample.frame(
                "front",
                0,
                Sample.face(1, Emotion.happy, 0.9),
                Sample.unreadable(Sample.face(2, Emotion.sad, 0.3)),
                Sample.unreadable(Sample.face(3, Emotion.sad, 0.3)))));

        assertThat(tally.expected()).isEqualTo(3);
        assertThat(tally.faces()).isEqualTo(1);
        assertThat(tally.faces(Emotion.sad.ordinal())).isZero();
        assertThat(tally.probability(Emotion.happy.ordinal())).isCloseTo(0.9, within(1e-6));
    }

    @Test
    void aSourceOfAUserExpectsAtLeastThatUser() {
        WindowTally tally = tally(List.of(Sample.frame("maths", "ada", "ada", 0)));

        assertThat(tally.expected()).isEqualTo(1);
    }

    @Test
    void aStoredTallyIsRestored() {
        WindowTally tally = tally(List.of(
                Sample.frame("front", 0, Sample.faces(3, Emotion.fear)), Sample.webcam("ada", 200, Emotion.happy)));

        WindowTally back = WindowTally.of(tally.state());

        assertThat(back.state()).isEqualTo(tally.state());
        assertThat(back.expected()).isEqualTo(tally.expected());
    }

    private static int expected(int... faces) {
        List<FaceEmotions> frames = new ArrayList<>();
        for (int count : faces) {
            frames.add(Sample.frame("front", 0, Sample.faces(count, Emotion.happy)));
        }
        return tally(frames).expected();
    }

    private static WindowTally tally(List<FaceEmotions> frames) {
        WindowTally tally = WindowTally.empty();
        frames.forEach(tally::add);
        return tally;
    }
}
