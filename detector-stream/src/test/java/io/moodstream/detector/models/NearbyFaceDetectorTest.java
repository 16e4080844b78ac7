package io.moodstream.detector.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
}
