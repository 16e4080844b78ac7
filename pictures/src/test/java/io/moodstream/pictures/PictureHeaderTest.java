package io.moodstream.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureHeaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void aHeaderSaysFormatAndSize(String format) {
        PictureHeader header = PictureHeader.read(Drawn.number(9, format));

        assertThat(header)
                .isEqualTo(new PictureHeader(
                        format.equals("png") ? PictureFormat.PNG : PictureFormat.JPEG, 128, 32, false));
        assertThat(header.pixels()).isEqualTo(4096);
    }

    @Test
    void metadataAreSeenAndStripped() {
        byte[] image = Drawn.withExif(Drawn.withComment(Drawn.number(9), "at home"), 6, "52.5N 13.4E");
        PictureHeader header = PictureHeader.read(image);

        byte[] stripped = header.stripMetadata(image);

        assertThat(header.metadata()).isTrue();
        // JFIF says what the colours are.
        assertThat(text(stripped)).contains("Exif", "JFIF").doesNotContain("at home");
        assertThat(Drawn.number(stripped)).isEqualTo(9);
    }

    @Test
    void aThumbnailIsStripped() {
        byte[] jpeg = Drawn.number(9);
        byte[] thumbnail = "someone".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer image = ByteBuffer.allocate(jpeg.length + 18 + 21);
        image.put(jpeg, 0, 2).putShort((short) 0xFFE0).putShort((short) (16 + 21));
        image.put("JFIF".getBytes(StandardCharsets.US_ASCII)).put((byte) 0).putShort((short) 0x0102);
        image.put((byte) 0).putInt(0x00010001).put((byte) 7).put((byte) 1).put(Arrays.copyOf(thumbnail, 21));
        image.put(jpeg, 2, jpeg.length - 2);

        byte[] stripped = PictureHeader.read(image.array()).stripMetadata(image.array());

        assertThat(text(stripped)).contains("JFIF").doesNotContain("someone");
        assertThat(Drawn.number(stripped)).isEqualTo(9);
    }

    @Test
    void whatIsNoPictureOfOursIsNamed() {
        assertThatThrownBy(() -> PictureHeader.read("GIF89a....".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BrokenPictureException.class)
                .hasMessage("not-a-picture: image of 10 bytes is a GIF, expected a JPEG or PNG");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
