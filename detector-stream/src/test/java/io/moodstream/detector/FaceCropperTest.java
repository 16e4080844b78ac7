package io.moodstream.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.moodstream.detector.models.Box;
import io.moodstream.detector.models.CropGeometry;
import io.moodstream.detector.models.Detection;
import io.moodstream.detector.models.Eyes;
import io.moodstream.pictures.DecodedPicture;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class FaceCropperTest {
    private static final Box FACE = new Box(250, 190, 100, 100);

    private final FaceCropper cropper = new FaceCropper(new CropGeometry(1, 0, 0));

    @Test
    void takesTheSquareAsItIs() {
        byte[] crop = crop(new Detection(FACE, 1, Optional.empty()));
        // The drawn face's skin is lighter than its hair and lies in the middle.
        assertThat(crop).hasSize(48 * 48);
        assertThat(crop[24 * 48 + 24] & 0xFF).isBetween(120, 210);
    }

    @Test
    void repeatsTheEdgeWhereAFaceReachesOutside() {
        byte[] crop = crop(new Detection(new Box(-80, -80, 100, 100), 1, Optional.empty()));
        assertThat(crop).containsOnly(crop[0]);
    }

    @Test
    void levelsATiltedHeadButNoSmallAngle() {
        Eyes level = new Eyes(270, 230, 330, 232);
        Eyes leaning = new Eyes(270, 230, 330, 260);
        Eyes upsideDown = new Eyes(330, 230, 270, 230);
        assertThat(FaceCropper.angle(new Detection(FACE, 1, Optional.of(level))))
                .isZero();
        assertThat(FaceCropper.angle(new Detection(FACE, 1, Optional.of(upsideDown))))
                .isZero();
        assertThat(Math.toDegrees(FaceCropper.angle(new Detection(FACE, 1, Optional.of(leaning)))))
                .isBetween(26.0, 27.0);
    }

    @Test
    void theSquareIsScaledAndShifted() {
        Box square = new CropGeometry(1.2f, 0.1f, -0.2f).square(new Box(100, 100, 50, 50));
        assertThat(square.width()).isCloseTo(60, within(0.01f));
        assertThat(square.centreX()).isCloseTo(131, within(0.01f));
        assertThat(square.centreY()).isCloseTo(113, within(0.01f));
    }

    @Test
    void fineDetailOfALargeFaceIsAveragedAndMakesNoPattern() {
        // Stripes of three pixels, as of hair, in a face 1,000 pixels wide.
        try (Mat stripes = new Mat(1000, 1000, CV_8UC3);
                DecodedPicture picture = new DecodedPicture(stripes)) {
            byte[] rows = new byte[3 * 1000 * 1000];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = (byte) (i / 3 % 1000 / 3 % 2 == 0 ? 255 : 0);
            }
            stripes.data().put(rows);
            byte[] crop = cropper.crop(picture, List.of(new Detection(new Box(0, 0, 1000, 1000), 1, Optional.empty())))
                    .get(0);
            assertThat(IntStream.range(0, crop.length).map(i -> crop[i] & 0xFF))
                    .allMatch(grey -> grey > 90 && grey < 165);
        }
    }

    @Test
    void facesOfAllSizesAreCroppedAsIfEachWereAlone() {
        Eyes leaning = new Eyes(270, 230, 330, 260);
        List<Detection> faces = List.of(
                faceAt(40, 40, 50),
                faceAt(10, 20, 400),
                new Detection(FACE, 1, Optional.of(leaning)),
                faceAt(100, 100, 30),
                faceAt(200, 100, 150));
        try (DecodedPicture picture = Detectors.decoder().decode(Drawings.face(300, 240))) {
            List<byte[]> together = cropper.crop(picture, faces);
            for (int i = 0; i < faces.size(); i++) {
                assertThat(together.get(i))
                        .isEqualTo(cropper.crop(picture, List.of(faces.get(i))).get(0));
            }
        }
    }

    private static Detection faceAt(int x, int y, int side) {
        return new Detection(new Box(x, y, side, side), 1, Optional.empty());
    }

    private byte[] crop(Detection face) {
        try (DecodedPicture picture = Detectors.decoder().decode(Drawings.face(300, 240))) {
            return cropper.crop(picture, List.of(face)).get(0);
        }
    }
}
