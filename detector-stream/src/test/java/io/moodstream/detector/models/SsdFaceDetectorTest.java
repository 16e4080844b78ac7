package io.moodstream.detector.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.hconcat;

import io.moodstream.detector.DetectorConfig;
import io.moodstream.detector.Detectors;
import io.moodstream.detector.Drawings;
import io.moodstream.kit.Settings;
import io.moodstream.pictures.DecodedPicture;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class SsdFaceDetectorTest {
    @Test
    void findsADrawnFaceAndItsEyes() {
        try (FaceDetector detector = Detectors.open("blazeface");
                DecodedPicture picture = Detectors.decoder().decode(Drawings.face(300, 240))) {
            List<Detection> faces = detector.detect(picture);

            assertThat(faces).hasSize(1);
            Detection face = faces.get(0);
            assertThat(face.box().iou(new Box(228, 154, 144, 192))).isGreaterThan(0.5f);
            Eyes eyes = face.eyes().orElseThrow();
            assertThat(eyes.leftX()).isBetween(255f, 287f);
            assertThat(eyes.rightX()).isBetween(313f, 345f);
            assertThat(Math.abs(eyes.angle())).isLessThan(0.2);
        }
    }

    @Test
    void findsNobodyOnAWall() {
        try (FaceDetector detector = Detectors.open("blazeface");
                DecodedPicture picture = Detectors.decoder().decode(Drawings.wall(".png", 1280, 720))) {
            assertThat(detector.detect(picture)).isEmpty();
        }
    }

    @Test
    void servesManyThreadsWithTheSameResult() {
        for (String model : List.of("blazeface", "mediapipe-short")) {
            try (FaceDetector detector = Detectors.open(model);
                    DecodedPicture picture = Detectors.decoder().decode(Drawings.face(300, 240))) {
                List<Detection> alone = detector.detect(picture);
                assertThat(IntStream.range(0, 40)
                                .parallel()
                                .mapToObj(i -> detector.detect(picture))
                                .toList())
                        .allMatch(alone::equals);
            }
        }
    }

    @Test
    void aPictureOfFourToThreeIsThreeQuartersOfTheInput() {
        assertThat(inputPixels(640, 480)).isEqualTo(256 * 192);
        assertThat(inputPixels(480, 640)).isEqualTo(192 * 256);
        assertThat(inputPixels(640, 640)).isEqualTo(256 * 256);
        assertThat(inputPixels(640, 360)).as("16:9, with black below").isEqualTo(256 * 256);
    }

    private static int inputPixels(int width, int height) {
        DetectorConfig config = new Settings(Map.of("DETECTOR_FULL_FRAME_EVERY", "1")).bind(DetectorConfig.class);
        try (SsdFaceDetector detector = (SsdFaceDetector) FaceDetectors.open(config.options());
                DecodedPicture picture = Detectors.decoder().decode(Drawings.wall(".png", width, height))) {
            return detector.inputPixels(detector.tiles(picture));
        }
    }

    @Test
    void tilesWithoutKnownFacesAreSearchedOnlyIfOneIsLost() {
        byte[] image = Drawings.face(300, 240);
        Mat both = new Mat();
        DetectorConfig config = new Settings(Map.of("DETECTOR_FULL_FRAME_EVERY", "1")).bind(DetectorConfig.class);
        try (FaceDetector detector = FaceDetectors.open(config.options());
                DecodedPicture half = Detectors.decoder().decode(image);
                DecodedPicture picture = new DecodedPicture(both)) {
            hconcat(half.bgr(), half.bgr(), both);
            List<Detection> all = detector.detect(picture);
            Box left = all.get(all.get(0).box().x() < 640 ? 0 : 1).box();

            assertThat(all).hasSize(2);
            assertThat(detector.detectNear(picture, List.of(left)))
                    .singleElement()
                    .satisfies(face -> assertThat(face.box().iou(left)).isGreaterThan(0.8f));
            assertThat(detector.detectNear(picture, List.of(left, left)))
                    .as("one of them is lost")
                    .containsExactlyElementsOf(all);
        }
    }
}
