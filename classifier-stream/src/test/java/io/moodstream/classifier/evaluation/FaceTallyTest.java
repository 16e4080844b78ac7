package io.moodstream.classifier.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moodstream.schemas.Emotion;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FaceTallyTest {
    private static final Offset<Double> EPSILON = within(1e-6);

    /**
     * Four faces: happy predicted as happy (0.9), happy as sad (0.5; happy second), sad as sad (0.5), fear as happy
     * (0.6; fear third).
     */
    private static FaceScores scores() {
        FaceTally tally = new FaceTally();
        tally.add(Emotion.happy, new float[] {0, 0, 0, 0.9f, 0.1f, 0, 0}, 0.55);
        tally.add(Emotion.happy, new float[] {0, 0, 0.1f, 0.4f, 0.5f, 0, 0}, 0.55);
        tally.add(Emotion.sad, new float[] {0, 0, 0, 0.5f - 0.1f, 0.5f, 0.1f, 0}, 0.55);
        tally.add(Emotion.fear, new float[] {0, 0, 0.1f, 0.6f, 0.3f, 0, 0}, 0.55);
        return tally.scores(8_000_000, 0.55);
    }

    @Test
    void countsAsByHand() {
        FaceScores scores = scores();

        assertThat(scores.faces()).isEqualTo(4);
        assertThat(scores.accuracy()).isEqualTo(0.5, EPSILON);
        assertThat(scores.top2()).isEqualTo(0.75, EPSILON);
        assertThat(scores.msPerFace()).isEqualTo(2, EPSILON);
        assertThat(scores.confusion().get(Emotion.happy.ordinal())).containsExactly(0, 0, 0, 1, 1, 0, 0);
        assertThat(scores.confusion().get(Emotion.sad.ordinal())).containsExactly(0, 0, 0, 0, 1, 0, 0);
        assertThat(scores.confusion().get(Emotion.fear.ordinal())).containsExactly(0, 0, 0, 1, 0, 0, 0);
        assertThat(scores.readableConfusion().get(Emotion.happy.ordinal())).containsExactly(0, 0, 0, 1, 0, 0, 0);
        assertThat(scores.readableConfusion().get(Emotion.sad.ordinal())).containsOnly(0);
    }

    @Test
    void scoresEachClassAsByHand() {
        FaceScores scores = scores();

        FaceScores.ClassScores happy = scores.perClass().get("happy");
        assertThat(happy).isEqualTo(new FaceScores.ClassScores(0.5, 0.5, 0.5, 2));
        FaceScores.ClassScores sad = scores.perClass().get("sad");
        assertThat(sad).isEqualTo(new FaceScores.ClassScores(0.5, 1, 2 / 3.0, 1));
        assertThat(scores.perClass().get("fear")).isEqualTo(new FaceScores.ClassScores(0, 0, 0, 1));
        assertThat(scores.perClass().get("disgust")).isEqualTo(new FaceScores.ClassScores(0, 0, 0, 0));
        assertThat(scores.macroF1()).isEqualTo((0.5 + 2 / 3.0) / 7, EPSILON);
    }

    /** Bins: 0.9 alone (gap 0.1), the two of 0.5 together (sum 1.0, one right: no gap), 0.6 alone (gap 0.6). */
    @Test
    void measuresCalibrationAsByHand() {
        assertThat(scores().ece()).isEqualTo((0.1 + 0 + 0.6) / 4, EPSILON);
    }

    @Test
    void aConfidenceOfOneBelongsToTheLastBin() {
        FaceTally tally = new FaceTally();
        tally.add(Emotion.angry, new float[] {1, 0, 0, 0, 0, 0, 0}, 0.55);
        assertThat(tally.scores(0, 0).ece()).isZero();
    }

    /** Confidences: 0.9 right, 0.5 wrong, 0.5 right, 0.6 wrong. A face at the threshold is kept. */
    @Test
    void showsWhatEachThresholdKeepsAndTheModelsOwn() {
        assertThat(scores().abstention())
                .extracting(FaceScores.Abstention::below)
                .containsExactly(0.0, 0.3, 0.4, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9);
        assertThat(scores().abstention())
                .contains(
                        new FaceScores.Abstention(0, 1, 0.5),
                        new FaceScores.Abstention(0.5, 1, 0.5),
                        new FaceScores.Abstention(0.55, 0.5, 0.5),
                        new FaceScores.Abstention(0.7, 0.25, 1));
    }

    @Test
    void writesTheAgreedKeys() {
        JsonNode json = new ObjectMapper().valueToTree(scores());

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "accuracy",
                        "top2",
                        "macroF1",
                        "perClass",
                        "confusion",
                        "readableConfusion",
                        "ece",
                        "faces",
                        "msPerFace",
                        "abstainBelow",
                        "abstention");
        assertThat(json.get("perClass").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(List.of("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"));
        assertThat(json.get("perClass").get("sad").fieldNames())
                .toIterable()
                .containsExactly("precision", "recall", "f1", "support");
    }
}
