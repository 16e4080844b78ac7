package io.moodstream.detector.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.hconcat;

import io.moodstream.detector.DetectorConfig;
import io.moodstream.detector.Detectors;
import io.moodstream.detector.Drawings;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.pictures.DecodedPicture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearbyFaceDetectorTest {
    private static List<Tile> squares(Box... faces) {
        return NearbyFaceDetector.squares(List.of(faces), 640, 480);
    }

    @Test
    void aSquareSurroundsAFaceAndStaysInsideThePicture() {
        assertThat(squares(new Box(270, 200, 80, 100))).containsExactly(new Tile(160, 100, 300, 300, 0));
        assertThat(squares(new Box(-10, 390, 80, 100))).containsExactly(new Tile(0, 180, 300, 300, 0));
        assertThat(squares(new Box(200, 100, 250, 300))).containsExactly(new Tile(0, 0, 640, 480, 0));
    }

    @Test
    void aFaceBesideALargerOneNeedsNoSquareOfItsOwn() {
        assertThat(squares(new Box(100, 100, 80, 100), new Box(200, 150, 160, 180)))
                .hasSize(1);
    }

    @Test
    void aFaceFarFromTheOthersOrMuchSmallerNeedsOne() {
        assertThat(squares(new Box(20, 100, 80, 100), new Box(500, 100, 80, 100)))
                .hasSize(2);
        assertThat(squares(new Box(300, 200, 80, 100), new Box(260, 240, 20, 30)))
                .hasSize(2);
    }

    @Test
    void aKnownFaceThatHasNoDetectionOfItsOwnIsLost() {
        Box left = new Box(100, 100, 80, 100);
        Box right = new Box(400, 100, 80, 100);
        Box moved = new Box(420, 120, 80, 100);

        assertThat(Overlaps.holdAll(detections(moved, left), List.of(left, right)))
                .isTrue();
        assertThat(Overlaps.holdAll(detections(left, new Box(130, 100, 80, 100)), List.of(left, right)))
                .as("both are on the left face")
                .isFalse();
        assertThat(Overlaps.holdAll(detections(left), List.of(left, left))).isFalse();
        assertThat(Overlaps.holdAll(detections(left, right), List.of())).isTrue();
    }

    private static List<Detection> detections(Box... boxes) {
        return Stream.of(boxes)
                .map(box -> new Detection(box, 1, Optional.empty()))
                .toList();
    }

    @Test
    void aNewFaceDoesNotStandInForOneThatIsLost() {
        Mat both = new Mat();
        try (FaceDetector detector = open(Map.of());
                DecodedPicture left = Detectors.decoder().decode(Drawings.faces(120, 240, 520, 240));
                DecodedPicture right = Detectors.decoder().decode(Drawings.face(320, 240));
                DecodedPicture picture = new DecodedPicture(both)) {
            hconcat(left.bgr(), right.bgr(), both);
            List<Box> known = List.of(new Box(48, 154, 144, 192), new Box(248, 154, 144, 192));

            assertThat(detector.detectNear(picture, known))
                    .as("the second one is lost, and there is another in its square")
                    .hasSize(3);
        }
    }

    @Test
    void whatItSearchesIsSquaresOfFewFacesAndTilesOfMany() {
        try (FaceDetector detector = open(Map.of());
                DecodedPicture picture = Detectors.decoder().decode(Drawings.wall(".png", 1280, 720))) {
            Box one = new Box(270, 200, 80, 100);
            List<Box> many = IntStream.range(0, 25)
                    .mapToObj(i -> new Box(90 + 256 * (i % 5), 30 + 144 * (i / 5), 60, 80))
                    .toList();

            assertThat(detector.searched(picture, List.of(one))).containsExactly(new Box(160, 100, 300, 300));
            assertThat(detector.searched(picture, many))
                    .hasSizeLessThan(many.size())
                    .allSatisfy(tile -> assertThat(tile.width()).isGreaterThan(300));
        }
    }

    @Test
    void theSmallNetworkTakesTheSettingsThreshold() {
        try (FaceDetector detector = open(Map.of());
                DecodedPicture picture = Detectors.decoder().decode(Drawings.face(320, 240))) {
            List<Box> known = List.of(new Box(248, 154, 144, 192));
            double score = detector.detectNear(picture, known).get(0).score();
            double more = Math.min(0.99, score + 0.01);
            try (FaceDetector strict = open(Map.of("DETECTOR_THRESHOLD", Double.toString(more)))) {
                assertThat(score).isLessThan(more);
                assertThat(strict.detectNear(picture, known))
                        .allSatisfy(face -> assertThat((double) face.score()).isGreaterThanOrEqualTo(more));
            }
        }
    }

    @Test
    void itsAnswersNameBothNetworks() {
        try (FaceDetector detector = open(Map.of())) {
            assertThat(detector.id()).isEqualTo("blazeface-back-256+nearby-96");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"haar", "blazeface-front", "my.json"})
    void isRefusedBesideADetectorForWhichItWasNotMeasured(String model) {
        assertThatThrownBy(() -> open(Map.of("DETECTOR_MODEL", model)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("DETECTOR_FULL_FRAME_EVERY=5: expected 1 with DETECTOR_MODEL=" + model
                        + ", because larger values were measured with blazeface only");
    }

    private static FaceDetector open(Map<String, String> settings) {
        return FaceDetectors.open(new Settings(settings)
                .with("DETECTOR_FULL_FRAME_EVERY", "5")
                .bind(DetectorConfig.class)
                .options());
    }
}
