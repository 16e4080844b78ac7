package io.moodstream.pictures;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngFileTest {
    private final byte[] png = Drawn.number(1, "png");

    @Test
    void acceptsAWholePicture() {
        check(png);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.05, 0.5, 0.9, 0.999})
    void refusesTruncatedPictures(double share) {
        refused(Arrays.copyOf(png, Math.max(9, (int) (share * png.length))), "truncated-png: ");
    }

    @Test
    void refusesAFlippedBit() {
        png[60] ^= 1;
        refused(png, "corrupt-png: the checksum of the chunk IDAT");
    }

    @Test
    void refusesASizeThatIsNone() {
        refused(Drawn.claimedPng(-1, 10), "corrupt-png: the PNG does not begin with a header and a size");
    }

    private static void check(byte[] png) {
        PictureHeader.read(png).requireWhole(png);
    }

    private static void refused(byte[] png, String message) {
        assertThatThrownBy(() -> check(png))
                .isInstanceOf(BrokenPictureException.class)
                .hasMessageContaining(message);
    }
}
