package io.moodstream.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.testing.Seeded;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Seeded.class)
class JpegFileTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.05, 0.5, 0.9, 0.999})
    void refusesTruncatedPictures(double share) {
        byte[] jpeg = Drawn.noise(300, 240, new Random(1));
        refused(Arrays.copyOf(jpeg, Math.max(4, (int) (share * jpeg.length))), "truncated-jpeg: ");
    }

    @Test
    void refusesTablesThatAreOverwritten() {
        byte[] jpeg = Drawn.number(1);
        Arrays.fill(jpeg, 20, 160, (byte) 0);
        refused(jpeg, "corrupt-jpeg: expected a JPEG marker at byte");
    }

    @Test
    void refusesNoiseInTheMiddle(Random random) {
        byte[] jpeg = Drawn.noise(300, 240, random);
        for (int i = 0; i < 600; i++) {
            jpeg[jpeg.length / 2 + i] = (byte) ((i * 7919) >> 3);
        }
        refused(jpeg, "corrupt-jpeg: ");
    }

    @Test
    void refusesTheBlocksOfAnotherPicture() {
        byte[] jpeg = Drawn.number(1);
        refused(Drawn.resized(jpeg, 128, 64), "corrupt-jpeg: the picture data breaks off in unit");
        refused(Drawn.resized(Drawn.noise(128, 64, new Random(1)), 128, 32), "bytes too many of picture data");
    }

    @Test
    void acceptsWhatIsOddAndHarmless() {
        byte[] jpeg = Drawn.number(1);
        check(Arrays.copyOf(jpeg, jpeg.length + 500)); // something behind the end
        check(Drawn.withComment(jpeg, "hello"));
        check(ByteBuffer.allocate(jpeg.length + 1)
                .put((byte) 0xFF)
                .put(jpeg)
                .put(1, (byte) 0xD8)
                .put(2, (byte) 0xFF)
                .array()); // a padded marker
    }

    @Test
    void refusesASizeThatAnotherReaderWouldNotSee() {
        byte[] huge = Drawn.resized(Drawn.number(1), 12_000, 12_000);
        byte[] small = Drawn.resized(Drawn.number(1), 64, 64);
        // Taken for a segment, the marker hides the tables and the size that a decoder sees, up to the small one's.
        for (int marker : new int[] {0xFF00, 0xFF01, 0xFFD0, 0xFFD7, 0xFFD8, 0xFFD9}) {
            ByteBuffer bomb = ByteBuffer.allocate(4 + 0xFFDB + small.length);
            bomb.putShort((short) 0xFFD8).putShort((short) marker).put(huge, 2, huge.length - 2);
            refused(bomb.put(4 + 0xFFDB, small, 2, small.length - 2).array(), "corrupt-jpeg: ");
        }
    }

    @Test
    void refusesTwoSizesAndNone() {
        refused(Drawn.twiceSized(Drawn.number(1)), "corrupt-jpeg: the JPEG says its size twice");
        refused(Drawn.resized(Drawn.number(1), 0, 64), "corrupt-jpeg: the JPEG's size is 0x64");
    }

    @Test
    void refusesAJpegWithMoreScansThanAnyEncoderWrites() {
        byte[] jpeg = Drawn.number(1);
        byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 2};
        String message = "too-many-scans: the JPEG has more than 64 scans";
        refused(withMany(scan, Arrays.copyOf(jpeg, jpeg.length - 2)), message);
        byte[] gap = Arrays.copyOf(jpeg, jpeg.length - 1); // a decoder looks for the next marker
        gap[gap.length - 1] = 1;
        refused(withMany(scan, gap), message);
    }

    @Test
    void acceptsAFilmBehindThePicture(Random random) {
        byte[] jpeg = Drawn.number(1);
        byte[] film = new byte[8 << 20];
        random.nextBytes(film);
        check(ByteBuffer.allocate(jpeg.length + film.length).put(jpeg).put(film).array());
    }

    private static byte[] withMany(byte[] scan, byte[] jpeg) {
        ByteBuffer many = ByteBuffer.allocate(jpeg.length + 100 * scan.length).put(jpeg);
        while (many.hasRemaining()) {
            many.put(scan);
        }
        return many.array();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
    void notesHowToTurnThePicture(int orientation) {
        byte[] jpeg = Drawn.number(7);

        byte[] turned = JpegFile.withOrientation(jpeg, orientation);

        assertThat(PictureHeader.read(turned).metadata()).isTrue();
        assertThat(Drawn.number(turned)).isEqualTo(7);
        check(turned);
    }

    @Test
    void anUprightPictureNeedsNoNote() {
        byte[] jpeg = Drawn.number(7);
        assertThat(JpegFile.withOrientation(jpeg, 1)).isSameAs(jpeg);
    }

    private static void check(byte[] jpeg) {
        PictureHeader.read(jpeg).requireWhole(jpeg);
    }

    private static void refused(byte[] jpeg, String message) {
        assertThatThrownBy(() -> check(jpeg))
                .isInstanceOf(BrokenPictureException.class)
                .hasMessageContaining(message);
    }
}
