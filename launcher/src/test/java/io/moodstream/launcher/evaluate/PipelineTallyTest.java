package io.moodstream.launcher.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.launcher.evaluate.PipelineScores.Scores;
import io.moodstream.launcher.evaluate.PipelineTally.Found;
import io.moodstream.schemas.Emotion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PipelineTallyTest {
    private static final Offset<Double> EPSILON = within(1e-12);

    /** Two faces side by side for two seconds, then one in the first one's place. */
    private static final List<TruthFace> TRUTH = List.of(
            truth(0, 2, 0, Emotion.happy, 11), truth(0, 2, 200, Emotion.sad, 22), truth(2, 4, 0, Emotion.fear, 33));

    /** Given its own picture the classifier names the happy and the fearful face right, the sad one not. */
    private static final Map<Integer, Emotion> DIRECT =
            Map.of(11, Emotion.happy, 22, Emotion.neutral, 33, Emotion.fear);

    private final PipelineTally tally = new PipelineTally(TRUTH, Optional.of(DIRECT));

    @Test
    void countsAsByHand() {
        tally.add(0, List.of(found(0, Emotion.happy), found(210, Emotion.sad), found(600, Emotion.sad)));
        tally.add(1.9, List.of(found(5, Emotion.sad)));
        tally.add(2, List.of());
        tally.add(3.9, List.of(unreadable(0, Emotion.happy)));

        PipelineScores scores = tally.scores();
        assertThat(scores.frames()).isEqualTo(4);
        assertThat(scores.extraPerFrame()).isEqualTo(0.25, EPSILON);
        // 6 faces: found in the frames 1 (two), 2 (one), 4 (one); right are the two of the first
        assertThat(scores.all()).isEqualTo(new Scores(6, 4 / 6.0, 3 / 4.0, 2 / 4.0, 3 / 4.0));
        assertThat(scores.perEmotion())
                .containsEntry("happy", new Scores(2, 1, 1, 0.5, 1.0))
                .containsEntry("sad", new Scores(2, 0.5, 1, 1, 0.0))
                .containsEntry("fear", new Scores(2, 0.5, 0, 0, 1.0))
                .containsEntry("angry", new Scores(0, 0, 0, 0, 0.0));
    }

    /** A box of 100 that is off by 42 shares 58 of 142 with the face: 0.408. By 43 it is 0.399. */
    @Test
    void aBoxBelongsToAFaceFromAnOverlapOfTwoFifthsOn() {
        tally.add(2, List.of(found(42, Emotion.fear)));
        tally.add(2, List.of(found(43, Emotion.fear)));

        assertThat(tally.scores().all().found()).isEqualTo(0.5);
        assertThat(tally.scores().extraPerFrame()).isEqualTo(0.5);
    }

    @Test
    void ofTwoBoxesOnOneFaceTheCloserOneCountsAndTheOtherIsExtra() {
        tally.add(2, List.of(found(20, Emotion.sad), found(5, Emotion.fear)));

        assertThat(tally.scores().all().accuracy()).isEqualTo(1);
        assertThat(tally.scores().extraPerFrame()).isEqualTo(1);
    }

    @Test
    void oneBoxOnTwoFacesIsTheCloserOnes() {
        PipelineTally close = new PipelineTally(
                List.of(truth(0, 1, 0, Emotion.happy, 1), truth(0, 1, 30, Emotion.sad, 2)), Optional.empty());
        close.add(0, List.of(found(20, Emotion.sad)));

        assertThat(close.scores().perEmotion())
                .containsEntry("sad", new Scores(1, 1, 1, 1, null))
                .containsEntry("happy", new Scores(1, 0, 0, 0, null));
    }

    @Test
    void pixelsOfAnotherSizeAreRefused() {
        tally.requireWithin(1280, 720);
        assertThatThrownBy(() -> tally.requireWithin(160, 90))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The truth has a face at 200.0, 0.0, but the frames have 160 x 90 pixels; expected the"
                        + " pixels of the frames as they are published");
    }

    private static TruthFace truth(double start, double end, double x, Emotion emotion, int row) {
        return new TruthFace(start, end, new PixelBox(x, 0, 100, 100), emotion, OptionalInt.of(row));
    }

    private static Found found(double x, Emotion emotion) {
        return new Found(new PixelBox(x, 0, 100, 100), emotion, true);
    }

    private static Found unreadable(double x, Emotion emotion) {
        return new Found(new PixelBox(x, 0, 100, 100), emotion, false);
    }
}
