package io.moodstream.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moodstream.testing.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures as they come: whatever they are made of, they are decoded to the colours that others see. */
class DecodingTest {
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int GREY_ALPHA = 4;
    private static final int RGBA = 6;

    private static final byte[] NOTHING = {};

    private final PictureDecoder decoder = new PictureDecoder(25_000_000);

    @Test
    void whatIsTransparentLiesOnWhite() {
        assertThat(colours(png(GREY_ALPHA, 8, NOTHING, 80, 255), 0, 0)).containsExactly(80, 80, 80);
        assertThat(colours(png(GREY_ALPHA, 8, NOTHING, 80, 0), 0, 0)).containsExactly(255, 255, 255);
        assertThat(colours(png(RGBA, 8, NOTHING, 10, 20, 30, 255), 0, 0)).containsExactly(30, 20, 10);
        assertThat(colours(png(RGBA, 8, NOTHING, 0, 0, 0, 128), 0, 0)).containsExactly(127, 127, 127);
        assertThat(colours(png(RGBA, 16, NOTHING, 40, 0, 20, 0, 10, 0, 255, 255), 0, 0))
                .containsExactly(10, 20, 40);
        assertThat(colours(png(GREY_ALPHA, 16, NOTHING, 80, 0, 0, 0), 0, 0)).containsExactly(255, 255, 255);
    }

    @Test
    void tablesOfColoursMaySayWhatIsTransparent() {
        byte[] table = chunk("PLTE", 200, 100, 50);
        assertThat(colours(png(PALETTE, 8, table, 0), 0, 0)).containsExactly(50, 100, 200);
        assertThat(colours(png(PALETTE, 8, joined(table, chunk("tRNS", 0)), 0), 0, 0))
                .containsExactly(255, 255, 255);
        assertThat(colours(png(RGB, 8, chunk("tRNS", 0, 200, 0, 100, 0, 50), 200, 100, 50), 0, 0))
                .containsExactly(255, 255, 255);
        assertThat(colours(png(GREY, 8, chunk("tRNS", 0, 7), 80), 0, 0)).containsExactly(80, 80, 80);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0", "2, 1, 0", "3, 1, 1", "4, 0, 1", "5, 0, 0", "6, 1, 0", "7, 1, 1", "8, 0, 1"})
    void aPngStandsAsItsExifSays(int orientation, int right, int low) {
        byte[] exif = chunk("eXIf", 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0);
        for (byte[] png : new byte[][] {corner(RGB, exif), corner(RGBA, exif)}) {
            try (DecodedPicture picture = decoder.decode(png)) {
                assertThat(picture.width()).isEqualTo(orientation >= 5 ? 8 : 16);
                int x = right * (picture.width() - 1);
                int y = low * (picture.height() - 1);
                assertThat(colours(picture, x, y)).containsExactly(0, 0, 0);
                assertThat(colours(picture, picture.width() - 1 - x, y)).containsExactly(255, 255, 255);
                assertThat(colours(picture, x, picture.height() - 1 - y)).containsExactly(255, 255, 255);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no marker", "half a marker", "zeros", "zeros instead of it"})
    void aJpegMayLackItsEndMarkerAndNothingElse(String fault) {
        byte[] jpeg = Drawn.noise(300, 240, new Random(1));
        byte[] odd = switch (fault) {
            case "no marker" -> Arrays.copyOf(jpeg, jpeg.length - 2);
            case "half a marker" -> Arrays.copyOf(jpeg, jpeg.length - 1);
            case "zeros" -> Arrays.copyOf(jpeg, jpeg.length + 512);
            default -> Arrays.copyOf(Arrays.copyOf(jpeg, jpeg.length - 2), jpeg.length + 512);
        };

        assertThat(means(odd)).containsExactly(means(jpeg), within(1e-9));
        assertThatThrownBy(() -> decoder.decode(Arrays.copyOf(jpeg, jpeg.length - 300)))
                .hasMessage("truncated-jpeg: the JPEG of " + (jpeg.length - 300) + " bytes has no end marker (EOI)");
    }

    @Test
    void coloursDoNotDependOnTheNumbersOfTheComponents() {
        byte[] jpeg = Drawn.number(5);
        byte[] renumbered = jpeg.clone();
        for (int i = 0; i + 12 < jpeg.length; i++) {
            boolean frame = jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0;
            boolean scan = jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xDA;
            for (int c = 0; c < 3 && (frame || scan); c++) {
                renumbered[frame ? i + 10 + 3 * c : i + 5 + 2 * c]--;
            }
        }

        assertThat(means(renumbered)).containsExactly(means(jpeg), within(1e-9));
        byte[] bare = PictureHeader.read(renumbered).stripMetadata(renumbered);
        assertThat(means(bare)).containsExactly(means(jpeg), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "14-upload-grey-alpha/grey-alpha.png, 80.8, 80.8, 80.8",
        "16-upload-component-ids/ids012-444.jpg, 127.0, 63.5, 48.6",
        "17-upload-png-exif/exif6-small.png, 127.0, 63.5, 48.6",
        "18-jpeg-without-eoi/no-eoi.jpg, 127.0, 63.5, 48.6"
    })
    void picturesOfOtherProgramsHaveTheirColours(String file, double red, double green, double blue)
            throws IOException {
        byte[] picture = Files.readAllBytes(SharedData.require("cases/" + file));

        double[] means = means(PictureHeader.read(picture).stripMetadata(picture));

        assertThat(means).containsExactly(new double[] {blue, green, red}, within(2.0));
    }

    private double[] means(byte[] picture) {
        try (DecodedPicture decoded = decoder.decode(picture);
                Scalar mean = opencv_core.mean(decoded.bgr())) {
            return new double[] {mean.get(0), mean.get(1), mean.get(2)};
        }
    }

    private int[] colours(byte[] picture, int x, int y) {
        try (DecodedPicture decoded = decoder.decode(picture)) {
            return colours(decoded, x, y);
        }
    }

    /** Blue, green, red. */
    private static int[] colours(DecodedPicture picture, int x, int y) {
        var at = picture.bgr().ptr(y, x);
        return new int[] {at.get(0) & 0xFF, at.get(1) & 0xFF, at.get(2) & 0xFF};
    }

    /** White, 16 by 8 pixels, with a black block of 4 by 4 above on the left. */
    private static byte[] corner(int kind, byte[] chunks) {
        int bytes = kind == RGBA ? 4 : 3;
        ByteBuffer rows = ByteBuffer.allocate(8 * (1 + 16 * bytes));
        for (int y = 0; y < 8; y++) {
            rows.put((byte) 0);
            for (int x = 0; x < 16; x++) {
                for (int c = 0; c < bytes; c++) {
                    rows.put((byte) (c < 3 && x < 4 && y < 4 ? 0 : 255));
                }
            }
        }
        return png(kind, 8, 16, 8, chunks, rows.array());
    }

    /** One pixel. */
    private static byte[] png(int kind, int depth, byte[] chunks, int... pixel) {
        return png(kind, depth, 1, 1, chunks, joined(new byte[1], bytes(pixel)));
    }

    private static byte[] png(int kind, int depth, int width, int height, byte[] chunks, byte[] rows) {
        byte[] signature = bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n');
        byte[] header = chunk("IHDR", 0, 0, 0, width, 0, 0, 0, height, depth, kind, 0, 0, 0);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(rows);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return joined(signature, header, chunks, chunk("IDAT", packed.toByteArray()), chunk("IEND"));
    }

    private static byte[] chunk(String name, int... data) {
        return chunk(name, bytes(data));
    }

    private static byte[] chunk(String name, byte[] data) {
        byte[] named = joined(name.getBytes(StandardCharsets.US_ASCII), data);
        CRC32 crc = new CRC32();
        crc.update(named);
        return ByteBuffer.allocate(named.length + 8)
                .putInt(data.length)
                .put(named)
                .putInt((int) crc.getValue())
                .array();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
