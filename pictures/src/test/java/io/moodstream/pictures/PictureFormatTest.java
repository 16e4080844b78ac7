package io.moodstream.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PictureFormatTest {
    private static final BufferedImage IMAGE = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);

    @Test
    void picturesAreToldByTheirFirstBytes() {
        assertThat(PictureFormat.of(Drawn.number(1))).isEqualTo(PictureFormat.JPEG);
        assertThat(PictureFormat.of(Drawn.number(1, "png"))).isEqualTo(PictureFormat.PNG);
        assertThat(PictureFormat.of(Drawn.encoded(IMAGE, "gif"))).isEqualTo(PictureFormat.GIF);
        assertThat(PictureFormat.of(Drawn.encoded(IMAGE, "bmp"))).isEqualTo(PictureFormat.BMP);
        assertThat(PictureFormat.of(Drawn.encoded(IMAGE, "tiff"))).isEqualTo(PictureFormat.TIFF);
        assertThat(PictureFormat.of("RIFF\0\0\0\0WEBPVP8 ".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(PictureFormat.WEBP);
    }

    @Test
    void otherBytesAreTextOrUnknown() {
        assertThat(PictureFormat.of("hello".getBytes(StandardCharsets.UTF_8))).isEqualTo(PictureFormat.TEXT);
        assertThat(PictureFormat.of(new byte[] {0, 1, 2, (byte) 200})).isEqualTo(PictureFormat.UNKNOWN);
        assertThat(PictureFormat.of(Arrays.copyOf(Drawn.number(1, "png"), 7))).isEqualTo(PictureFormat.UNKNOWN);
    }
}
