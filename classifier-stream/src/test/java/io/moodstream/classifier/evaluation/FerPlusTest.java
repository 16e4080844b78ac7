package io.moodstream.classifier.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moodstream.classifier.OnnxEmotionClassifier;
import io.moodstream.classifier.TestSettings;
import io.moodstream.classifier.TinyModel;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FerPlusTest {
    private static final String HEADER =
            "Usage,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n";
    private static final Progress SILENT = (done, total) -> {};
    private static final Offset<Double> EPSILON = within(1e-9);

    @TempDir
    private Path folder;

    @Test
    void theLabelIsTheOneOfMoreThanHalfOfTheVotesWithoutSingleOnes() {
        assertThat(votes(4, 0, 0, 1, 3, 2, 0, 0, 0, 0).majority()).isEmpty();
        assertThat(votes(4, 0, 0, 1, 3, 1, 1, 0, 0, 0).majority()).contains(FerPlusLabel.neutral);
        assertThat(votes(0, 0, 0, 0, 0, 0, 0, 0, 2, 8).majority()).contains(FerPlusLabel.NF);
        assertThat(votes(5, 5, 0, 0, 0, 0, 0, 0, 0, 0).majority()).isEmpty();
        assertThat(votes(1, 1, 1, 1, 1, 1, 1, 1, 1, 1).majority()).isEmpty();
    }

    /**
     * The tiny network predicts angry for a white face. Truths: anger, anger, fear, contempt, contempt, unknown (two of
     * its nine votes are single), a tie. So of seven classes anger has precision 2/3 and recall 1, of eight 2/5 and 1.
     */
    @Test
    void scoresAsByHand() throws IOException {
        Path votes = votes(HEADER
                + "PublicTest,0,0,0,0,9,0,1,0,0,0\nTraining,9,0,0,0,0,0,1,0,0,0\nPublicTest,0,1,2,0,7,0,0,0,0,0\n"
                + "PublicTest,0,0,0,0,3,0,6,0,0,0\nPublicTest,0,0,0,0,0,0,0,9,1,0\nPublicTest,1,1,1,1,1,0,0,5,0,0\n"
                + "PublicTest,1,0,0,0,3,0,0,0,6,0\nPublicTest,0,0,0,5,5,0,0,0,0,0\n");
        Path data = data(
                "PublicTest",
                "Training",
                "PublicTest",
                "PublicTest",
                "PublicTest",
                "PublicTest",
                "PublicTest",
                "PublicTest");

        FerPlusScores scores = evaluate(data, votes);

        assertThat(scores.sevenClasses().faces()).isEqualTo(3);
        assertThat(scores.sevenClasses().accuracy()).isEqualTo(2 / 3.0, EPSILON);
        assertThat(scores.sevenClasses().macroF1()).isEqualTo(0.8 / 7, EPSILON);
        assertThat(scores.eightClasses().faces()).isEqualTo(5);
        assertThat(scores.eightClasses().accuracy()).isEqualTo(2 / 5.0, EPSILON);
        assertThat(scores.eightClasses().macroF1()).isEqualTo(4 / 7.0 / 8, EPSILON);
        assertThat(scores.leftOut()).isEqualTo(2);
    }

    @Test
    void readsTheFileThatItsAuthorsPublish() throws IOException {
        Path votes = votes(HEADER.replace("Usage,", "Usage,Image name,")
                + "PublicTest,fer0000000.png,0,0,0,0,9,0,1,0,0,0\nPublicTest,,0,0,0,0,0,0,0,0,0,10\n");

        FerPlusScores scores = evaluate(data("PublicTest", "PublicTest"), votes);

        assertThat(scores.sevenClasses().faces()).isEqualTo(1);
        assertThat(scores.leftOut()).isEqualTo(1);
    }

    private static String columns(String header) {
        return header.strip().replace(",", ", ");
    }

    static List<Arguments> faults() {
        String row = "PublicTest,0,0,0,0,9,0,1,0,0,0\n";
        return List.of(
                Arguments.of("", ", line 1: expected a header with the columns " + columns(HEADER) + "; found none"),
                Arguments.of(
                        HEADER.replace("NF", "none") + row + row,
                        ", line 1: expected a header with the columns " + columns(HEADER) + "; found "
                                + columns(HEADER.replace("NF", "none"))),
                Arguments.of(HEADER + row + "PublicTest,1,2\n", ", line 3: 3 columns; expected " + HEADER.strip()),
                Arguments.of(
                        HEADER + row + row.replace("9", "nine"),
                        ", line 3: anger is nine; expected a number of votes, 0 or more"),
                Arguments.of(
                        HEADER + row + row.replace("9", "-1"),
                        ", line 3: anger is -1; expected a number of votes, 0 or more"),
                Arguments.of(HEADER + row, " has 1 rows, fewer than the data; expected one for each row of the data"),
                Arguments.of(
                        HEADER + row + row.replace("PublicTest", "Training"),
                        ", line 3: Usage is Training, but the same row of the data has PublicTest; expected the votes of the"
                                + " same rows"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("faults")
    void saysWhichLineIsWrongAndWhatIsExpected(String text, String message) throws IOException {
        Path votes = votes(text);
        Path data = data("PublicTest", "PublicTest");
        assertThatThrownBy(() -> evaluate(data, votes))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(votes + message);
    }

    @Test
    void votesOfMoreRowsThanThereArePicturesAreRefused() throws IOException {
        Path votes = votes(HEADER + "PublicTest,0,0,0,0,9,0,1,0,0,0\n".repeat(3));
        Path data = data("PublicTest", "PublicTest");
        assertThatThrownBy(() -> evaluate(data, votes))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(votes + " has 3 rows; expected one for each of the 2 rows of " + data);
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Path data = data("PublicTest");
        assertThatThrownBy(() -> evaluate(data, folder.resolve("none.csv")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("There is no file " + folder.resolve("none.csv"));
    }

    private FerPlusScores evaluate(Path data, Path votes) throws IOException {
        Path model = TinyModel.write(folder, "probabilities", "tiny");
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.open(TestSettings.of(model))) {
            return FaceEvaluation.evaluateVotes(data, votes, "PublicTest", classifier, SILENT);
        }
    }

    private static FerPlusVotes votes(Integer... counts) {
        return new FerPlusVotes("PublicTest", List.of(counts));
    }

    private Path votes(String text) throws IOException {
        return Files.writeString(folder.resolve("ferplus.csv"), text);
    }

    /** White faces of these parts. */
    private Path data(String... usages) throws IOException {
        StringBuilder text = new StringBuilder("emotion,pixels,Usage\n");
        String white = String.join(" ", Collections.nCopies(48 * 48, "255"));
        for (String usage : usages) {
            text.append("3,").append(white).append(',').append(usage).append('\n');
        }
        return Files.writeString(folder.resolve("fer2013.csv"), text);
    }
}
