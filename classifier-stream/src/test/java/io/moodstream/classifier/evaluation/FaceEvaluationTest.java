package io.moodstream.classifier.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodstream.classifier.OnnxEmotionClassifier;
import io.moodstream.classifier.TestSettings;
import io.moodstream.classifier.evaluation.stress.Stress;
import io.moodstream.testing.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceEvaluationTest {
    private static final int FACES = 500;

    /** The part is written to a file of its own, so that the test does not read all 87 MB. */
    @Test
    void theBundledModelIsRightAboutMoreThanHalfOfThePublicTestFaces(@TempDir Path folder) throws IOException {
        Path slice = slice(SharedData.require("fer2013/fer2013.csv.gz"), folder.resolve("slice.csv"));
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.open(TestSettings.bundled())) {
            FaceScores scores = FaceEvaluation.evaluate(slice, "PublicTest", classifier, (done, total) -> {});

            assertThat(scores.faces()).isEqualTo(FACES);
            assertThat(scores.accuracy()).isGreaterThan(0.55);
            assertThat(scores.top2()).isGreaterThan(scores.accuracy());
        }
    }

    @Test
    void whatStressTakesFromAFaceIsMeasured(@TempDir Path folder) throws IOException {
        Path slice = slice(SharedData.require("fer2013/fer2013.csv.gz"), folder.resolve("slice.csv"));
        try (OnnxEmotionClassifier classifier = OnnxEmotionClassifier.open(TestSettings.model("fast"))) {
            StressScores scores =
                    FaceEvaluation.evaluateStress(slice, "PublicTest", 5, classifier, (done, total) -> {});

            assertThat(scores.faces()).isEqualTo(FACES / 5);
            assertThat(scores.changes()).hasSize(1 + Stress.ALL.size());
            StressScores.Line unchanged = scores.changes().get(0);
            assertThat(unchanged.change()).isEqualTo("unchanged");
            assertThat(unchanged.accuracy()).isGreaterThan(0.55);
            StressScores.Line tiny = line(scores, "small", 12);
            assertThat(tiny.accuracy()).isLessThan(unchanged.accuracy() - 0.2);
            assertThat(tiny.readable()).isLessThan(unchanged.readable() - 0.2);
            assertThat(tiny.wrong()).isCloseTo(tiny.readable() * (1 - tiny.readableAccuracy()), within(1e-9));
        }
    }

    private static StressScores.Line line(StressScores scores, String change, double level) {
        return scores.changes().stream()
                .filter(line -> line.change().equals(change) && line.level() == level)
                .findFirst()
                .orElseThrow();
    }

    private static Path slice(Path all, Path slice) throws IOException {
        List<String> rows = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(all), 1 << 16), StandardCharsets.US_ASCII))) {
            rows.add(lines.readLine());
            while (rows.size() <= FACES) {
                String row = lines.readLine();
                if (row.endsWith(",PublicTest")) {
                    rows.add(row);
                }
            }
        }
        return Files.write(slice, rows);
    }
}
