package io.moodstream.detector.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.detector.Detectors;
import io.moodstream.detector.Drawings;
import io.moodstream.pictures.DecodedPicture;
import java.util.List;
import java.util.stream.IntStream;
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
}
