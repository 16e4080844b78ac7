package io.moodstream.detector.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.detector.Detectors;
import io.moodstream.detector.Drawings;
import io.moodstream.detector.models.Box;
import io.moodstream.detector.models.Detection;
import io.moodstream.detector.models.FaceDetector;
import io.moodstream.pictures.DecodedPicture;
import io.moodstream.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameEvaluationTest {
    private static final FaceDetector BLAZEFACE = Detectors.open("blazeface");

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        BLAZEFACE.close();
    }

    @ParameterizedTest
    @CsvSource({"one_*,0.99", "z5close*,0.99", "z5mid*,0.98", "z7*,0.94", "z5far*,0.75"})
    void theDefaultFindsTheFacesOfGalleries(String group, double recall) throws IOException {
        Path gallery = SharedData.require("samples/gallery");
        assertThat(run(gallery.resolve(group), BLAZEFACE).recall()).isGreaterThanOrEqualTo(recall);
    }

    @Test
    void theDefaultFindsAllFacesOfPhotosAndOneBoxTooManyAtMost() throws IOException {
        Path photos = SharedData.require("samples/photos");
        int tooMany = 0;
        for (String line : Files.readAllLines(photos.resolve("faces.csv")).subList(1, 5)) {
            String[] words = line.split(",");
            try (DecodedPicture picture = Detectors.decoder().decode(Files.readAllBytes(photos.resolve(words[0])))) {
                int boxes = BLAZEFACE.detect(picture).size();
                assertThat(boxes).as(line).isGreaterThanOrEqualTo(Integer.parseInt(words[1]));
                tooMany += boxes - Integer.parseInt(words[1]);
            }
        }
        assertThat(tooMany).isLessThanOrEqualTo(1);
    }

    @Test
    void aForeignModelRunsByItsManifest() throws IOException {
        Path gallery = SharedData.require("samples/gallery");
        Files.copy(SharedData.require("models/ultraface-rfb-640.onnx"), folder.resolve("ultraface-rfb-640.onnx"));
        Path manifest = folder.resolve("ultraface.json");
        Files.copy(Path.of("../docs/models/ultraface.json"), manifest);
        try (FaceDetector ultraface = Detectors.open(manifest.toString())) {
            assertThat(run(gallery.resolve("one_*"), ultraface).recall()).isGreaterThanOrEqualTo(0.99);
        }
    }

    @Test
    void countsFoundFacesAndFalseBoxes() throws IOException {
        Files.write(folder.resolve("a.jpg"), Drawings.face(300, 240));
        Files.writeString(folder.resolve("a.txt"), "228 154 144 192 1\n");
        Files.write(folder.resolve("b.jpg"), Drawings.face(300, 240));
        Files.writeString(folder.resolve("b.txt"), "10 10 30 30 1\n\n");
        Files.write(folder.resolve("c.png"), Drawings.wall(".png", 64, 64));
        Files.writeString(folder.resolve("c.txt"), "");
        List<String> progress = new ArrayList<>();

        FrameScores scores = FrameEvaluation.run(
                folder, BLAZEFACE, Detectors.decoder(), (done, of) -> progress.add(done + "/" + of));

        assertThat(scores.recall()).isEqualTo(0.5);
        assertThat(scores.falsePerPicture()).isEqualTo(1 / 3.0);
        assertThat(scores.pictures()).isEqualTo(3);
        assertThat(scores.primaryFaces()).isEqualTo(2);
        assertThat(scores.msPerFrame()).isPositive();
        assertThat(progress).containsExactly("1/3", "2/3", "3/3");
    }

    @Test
    void pairsEachFaceWithOneBoxOnly() {
        Box box = new Box(0, 0, 10, 10);
        Detection detection = new Detection(box, 1, Optional.empty());
        LabelledPicture.Face face = new LabelledPicture.Face(box, true);
        assertThat(FrameEvaluation.paired(List.of(face), List.of(detection, detection)))
                .hasSize(1);
        assertThat(FrameEvaluation.paired(List.of(face, face), List.of(detection)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2 3 4", "1 2 3 4 2", "1 2 x 4 1", "1 2 NaN 4 1", "1 2 0 4 1", "1 2 3 4 1 5"})
    void namesFileAndLineOfAMalformedBox(String line) throws IOException {
        Files.write(folder.resolve("a.jpg"), Drawings.wall(".jpg", 64, 64));
        Files.writeString(folder.resolve("a.txt"), "1 2 3 4 1\n" + line);
        assertThatThrownBy(() -> run(folder, BLAZEFACE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.txt line 2 is '" + line + "', expected 'x y width height primary'");
    }

    @Test
    void reportsThatThereAreNoPictures() {
        assertThatThrownBy(() -> run(folder, BLAZEFACE)).hasMessageStartingWith("No pictures with boxes in");
        assertThatThrownBy(() -> run(folder.resolve("none"), BLAZEFACE)).hasMessageEndingWith("is not a folder");
    }

    @Test
    void namesThePictureThatCannotBeDecoded() throws IOException {
        Files.writeString(folder.resolve("a.jpg"), "hello");
        Files.writeString(folder.resolve("a.txt"), "1 2 3 4 1");
        assertThatThrownBy(() -> run(folder, BLAZEFACE)).hasMessageContaining("a.jpg: not-a-picture");
    }

    private static FrameScores run(Path pictures, FaceDetector detector) throws IOException {
        return FrameEvaluation.run(pictures, detector, Detectors.decoder(), (done, of) -> {});
    }
}
