package io.moodstream.detector.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.detector.Detectors;
import io.moodstream.detector.Drawings;
import io.moodstream.pictures.BrokenPictureException;
import io.moodstream.pictures.DecodedPicture;
import io.moodstream.pictures.PictureDecoder;
import io.moodstream.testing.Seeded;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Seeded.class)
class PictureDecoderTest {
    private final PictureDecoder decoder = Detectors.decoder();

    @ParameterizedTest
    @ValueSource(strings = {".jpg", ".png"})
    void decodesBothFormats(String extension) {
        try (DecodedPicture picture = decoder.decode(Drawings.wall(extension, 321, 123))) {
            assertThat(picture.width()).isEqualTo(321);
            assertThat(picture.height()).isEqualTo(123);
        }
    }

    @Test
    void refusesZeroBytes() {
        refused(new byte[0], "empty-image: image has 0 bytes, expected a JPEG or PNG");
    }

    @Test
    void refusesWhatIsNoPictureOfOurs() {
        refused("hello".getBytes(StandardCharsets.UTF_8), "not-a-picture: image of 5 bytes is text");
        refused(Drawings.wall(".bmp", 20, 20), "is a BMP");
        refused(Drawings.wall(".tiff", 20, 20), "is a TIFF");
    }

    @Test
    void refusesBrokenPicturesBeforeTheyAreDecoded() {
        byte[] jpeg = Drawings.face(300, 240);
        byte[] png = Drawings.wall(".png", 300, 200);
        refused(Arrays.copyOf(jpeg, jpeg.length / 2), "truncated-jpeg: ");
        refused(Arrays.copyOf(png, png.length / 2), "truncated-png: ");
        png[60] ^= 1;
        refusedAtOnce(png, "corrupt-png: the checksum of the chunk IDAT");
    }

    @Test
    void eitherDecodesOrRefusesDamagedPictures(Random random) {
        byte[] jpeg = Drawings.face(300, 240);
        byte[] png = Drawings.wall(".png", 300, 200);
        int refused = 0;
        for (int run = 0; run < 400; run++) {
            byte[] bytes = (run % 4 == 0 ? png : jpeg).clone();
            int at = 2 + random.nextInt(bytes.length - 40);
            for (int i = 0; i < 1 + random.nextInt(30); i++) {
                bytes[at + i] = (byte) random.nextInt();
            }
            try (DecodedPicture picture = decoder.decode(bytes)) {
                assertThat(picture.width()).isPositive();
            } catch (BrokenPictureException e) {
                refused++;
            }
            try (DecodedPicture said = decoder.decode(bytes, true)) {
                assertThat(said.width()).isPositive();
            } catch (BrokenPictureException e) {
                // A decoder that meets what is damaged must not crash.
            }
        }
        assertThat(refused).isGreaterThan(200);
    }

    @Test
    void refusesAHugePictureBeforeItIsDecoded() throws IOException {
        refusedAtOnce(hugePng(), "too-many-pixels: image is 20000x20000, more than DETECTOR_MAX_PIXELS=25000000");
        byte[] jpeg = Drawings.wall(".jpg", 64, 64);
        int sof = indexOfFrameHeader(jpeg);
        jpeg[sof + 5] = (byte) 0xFF;
        jpeg[sof + 7] = (byte) 0xFF;
        refusedAtOnce(jpeg, "too-many-pixels: image is 65");
    }

    private void refused(byte[] bytes, String message) {
        assertThatThrownBy(() -> decoder.decode(bytes))
                .isInstanceOf(BrokenPictureException.class)
                .hasMessageContaining(message);
    }

    /** Also if its publisher says that it is whole. */
    private void refusedAtOnce(byte[] bytes, String message) {
        refused(bytes, message);
        assertThatThrownBy(() -> decoder.decode(bytes, true))
                .isInstanceOf(BrokenPictureException.class)
                .hasMessageContaining(message);
    }

    private static int indexOfFrameHeader(byte[] jpeg) {
        for (int i = 0; i < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) {
                return i;
            }
        }
        throw new AssertionError("no SOF0");
    }

    private static byte[] hugePng() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeBytes("IHDR");
        fields.writeInt(20_000);
        fields.writeInt(20_000);
        fields.write(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(header.toByteArray());
        out.writeInt(13);
        out.write(header.toByteArray());
        out.writeInt((int) crc.getValue());
        return bytes.toByteArray();
    }
}
