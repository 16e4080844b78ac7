package io.moodstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxesTest {
    private static final FaceBox BOX = new FaceBox(0.25f, 0.25f, 0.5f, 0.5f);

    @Test
    void equalBoxesOverlapByOne() {
        assertThat(Boxes.overlap(BOX, BOX)).isEqualTo(1);
    }

    @Test
    void boxesThatDoNotTouchOverlapByNothing() {
        assertThat(Boxes.overlap(BOX, new FaceBox(0.75f, 0.25f, 0.25f, 0.5f))).isZero();
        assertThat(Boxes.overlap(BOX, new FaceBox(0f, 0f, 0.125f, 0.125f))).isZero();
    }

    @Test
    void theSharedPartIsDividedByBoth() {
        assertThat(Boxes.overlap(0, 0, 100, 100, 50, 0, 100, 100)).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(Boxes.overlap(0, 0, 100, 100, 25, 25, 50, 50)).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void aBoxWithoutAnAreaOverlapsNothing() {
        assertThat(Boxes.overlap(1, 1, 0, 0, 1, 1, 0, 0)).isZero();
    }
}
