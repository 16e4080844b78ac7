package io.moodstream.ingest.sources;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.IntPointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {
    /** The matrices of libavcodec/exif.c, each with the orientation that it stands for. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 1, 1", "-1, 0, 0, 1, 2", "-1, 0, 0, -1, 3", "1, 0, 0, -1, 4",
        "0, 1, 1, 0, 5", "0, 1, -1, 0, 6", "0, -1, -1, 0, 7", "0, -1, 1, 0, 8",
        "0, 0, 0, 0, 1"
    })
    void eachDisplayMatrixIsAnExifOrientation(int xx, int xy, int yx, int yy, int orientation) {
        try (IntPointer matrix = new IntPointer(xx << 16, xy << 16, 0, yx << 16, yy << 16, 0, 0, 0, 1 << 30)) {
            assertThat(Orientation.of(matrix)).isEqualTo(orientation);
        }
    }
}
