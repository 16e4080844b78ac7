package io.moodstream.dashboard.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.dashboard.http.Problem;
import io.moodstream.pictures.Drawn;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Topics;
import io.moodstream.testing.SharedData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PicturesTest {
    private final Pictures pictures = new Pictures(25_000_000);

    @AfterEach
    void close() {
        pictures.close();
    }

    @Test
    void aSinglePictureIsDrawnAgainWithoutWhatItCarries() {
        byte[] upload = Drawn.withExif(Drawn.number(77), 1, "52.5N 13.4E");

        EncodedPicture picture = pictures.single(upload).join();

        assertThat(text(upload)).contains("Exif", "52.5N 13.4E");
        assertThat(text(picture.image())).doesNotContain("Exif").doesNotContain("52.5N");
        assertThat(Drawn.number(picture.image())).isEqualTo(77);
    }

    @Test
    void aSinglePictureStandsUpright() {
        BufferedImage image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillRect(0, 0, 20, 20); // its left half is white
        byte[] upload = Drawn.withExif(Drawn.encoded(image, "jpg"), 6, "turned");

        BufferedImage upright = Drawn.decoded(pictures.single(upload).join().image());

        assertThat(upright.getWidth()).isEqualTo(20);
        assertThat(upright.getHeight()).isEqualTo(40);
        assertThat(upright.getRGB(10, 5) & 0xFF).isGreaterThan(200);
        assertThat(upright.getRGB(10, 35) & 0xFF).isLessThan(50);
    }

    @Test
    void aSinglePictureHasTheColoursThatOthersSee() throws Exception {
        BufferedImage transparent = new BufferedImage(40, 20, BufferedImage.TYPE_INT_ARGB);

        BufferedImage single = Drawn.decoded(
                pictures.single(Drawn.encoded(transparent, "png")).join().image());

        assertThat(single.getRGB(10, 10) & 0xFF).as("on white").isGreaterThan(250);
        byte[] grey = Files.readAllBytes(SharedData.require("cases/14-upload-grey-alpha/grey-alpha.png"));
        BufferedImage stored = Drawn.decoded(pictures.single(grey).join().image());
        double sum = 0;
        for (int y = 0; y < stored.getHeight(); y++) {
            for (int x = 0; x < stored.getWidth(); x++) {
                sum += stored.getRaster().getSample(x, y, 0);
            }
        }
        assertThat(sum / stored.getWidth() / stored.getHeight()).isBetween(78.8, 82.8);
    }

    @Test
    void aLargePictureIsMadeSmallEnoughForTheTopic() {
        EncodedPicture picture =
                pictures.single(Drawn.noise(2600, 2000, new Random(1))).join();

        assertThat(picture.image().length).isLessThanOrEqualTo(Topics.MAX_IMAGE_BYTES);
        assertThat(Drawn.decoded(picture.image()).getWidth()).isBetween(600, 1920);
    }

    @Test
    void aSmallPictureIsNotMadeLarger() {
        EncodedPicture picture = pictures.single(Drawn.number(5, "png")).join();

        assertThat(picture.encoding()).isEqualTo(ImageEncoding.JPEG);
        assertThat(Drawn.decoded(picture.image()).getWidth()).isEqualTo(128);
    }

    @Test
    void aFrameOfALectureStaysAsItIsUnlessItCarriesMetadata() {
        byte[] plain = Drawn.number(9);

        assertThat(pictures.frame(plain).join().image()).isSameAs(plain);
        EncodedPicture drawnAgain =
                pictures.frame(Drawn.withExif(plain, 1, "52.5N")).join();
        assertThat(text(drawnAgain.image())).doesNotContain("52.5N");
        assertThat(Drawn.number(drawnAgain.image())).isEqualTo(9);
    }

    @Test
    void onlyJpegAndPngAreTakenWhateverTheyAreCalled() {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        assertRefused(415, () -> pictures.single(Drawn.encoded(image, "gif")).join());
        assertRefused(
                415,
                () -> pictures.single("<svg/>".getBytes(StandardCharsets.UTF_8)).join());
        assertRefused(415, () -> pictures.single(new byte[] {(byte) 0xFF}).join());
    }

    @Test
    void tooManyPixelsAreRefusedBeforeAnythingIsDecoded() {
        assertRefused(
                413, () -> pictures.single(Drawn.claimedPng(20_000, 20_000)).join());
        assertRefused(413, () -> Pictures.live(Drawn.claimedPng(4000, 1001), 4_000_000));
        assertRefused(413, () -> Pictures.live(Arrays.copyOf(Drawn.number(1), 900_001), 4_000_000));
    }

    @Test
    void aJpegThatSaysTwoSizesIsRefused() {
        byte[] twice = Drawn.twiceSized(Drawn.number(1));
        assertRefused(422, () -> Pictures.live(twice, 4_000_000));
        assertRefused(422, () -> pictures.single(twice).join());
        assertRefused(422, () -> pictures.frame(twice).join());
    }

    @Test
    void brokenPicturesAreRefused() {
        byte[] png = Drawn.number(3, "png");
        byte[] jpeg = Drawn.number(3);
        assertRefused(
                422, () -> pictures.single(Arrays.copyOf(png, png.length / 2)).join());
        assertRefused(422, () -> pictures.single(Arrays.copyOf(jpeg, 30)).join());
        assertRefused(422, () -> pictures.single(Drawn.claimedPng(10, 10)).join());
        assertRefused(422, () -> pictures.single(Drawn.claimedPng(-1, 10)).join());
        for (int length = 3; length < jpeg.length; length += 7) {
            Pictures.live(jpeg, 1_000_000);
            CompletableFuture<EncodedPicture> cut = pictures.single(Arrays.copyOf(jpeg, length));
            assertThat(cut.handle((picture, failure) ->
                                    failure == null || problem(failure).status() == 422)
                            .join())
                    .as("%d bytes", length)
                    .isTrue();
        }
    }

    @Test
    void aSmallFileThatWouldTakeHoursOrGigabytesIsHarmless() throws Exception {
        byte[] jpeg = Drawn.number(3);
        ByteBuffer scans = ByteBuffer.allocate(jpeg.length + 2000).put(jpeg, 0, jpeg.length - 2);
        while (scans.hasRemaining()) {
            scans.putShort((short) 0xFFDA);
        }
        assertRefused(422, () -> pictures.single(scans.array()).join());

        assertThat(Drawn.number(pictures.single(withTextBomb(Drawn.number(4, "png")))
                        .join()
                        .image()))
                .isEqualTo(4);
    }

    /** A PNG with a compressed text of more than the heap. */
    private static byte[] withTextBomb(byte[] png) throws Exception {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.write("zTXtComment\0\0".getBytes(StandardCharsets.US_ASCII));
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 1100; i++) {
                deflater.write(zeros);
            }
        }
        CRC32 crc = new CRC32();
        crc.update(data.toByteArray());
        ByteBuffer whole = ByteBuffer.allocate(png.length + data.size() + 8);
        whole.put(png, 0, 33).putInt(data.size() - 4).put(data.toByteArray()).putInt((int) crc.getValue());
        return whole.put(png, 33, png.length - 33).array();
    }

    private static void assertRefused(int status, ThrowingCallable work) {
        assertThatThrownBy(work)
                .satisfies(failure -> assertThat(problem(failure).status())
                        .as(problem(failure).getMessage())
                        .isEqualTo(status));
    }

    private static Problem problem(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return (Problem) Objects.requireNonNull(cause);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
