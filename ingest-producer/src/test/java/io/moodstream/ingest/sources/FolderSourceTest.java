package io.moodstream.ingest.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moodstream.ingest.IngestConfig;
import io.moodstream.ingest.sources.SourcePicture.State;
import io.moodstream.kit.Settings;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Topics;
import io.moodstream.testing.Said;
import io.moodstream.testing.SharedData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderSourceTest {
    @TempDir
    private Path folder;

    @Test
    void picturesComeByNameAtAnEvenPace() throws Exception {
        write("b.jpg", new byte[] {2});
        write("a.png", new byte[] {1});
        write("c.JPEG", new byte[] {3});
        write("truth.csv", new byte[] {9});
        write("a.txt", new byte[] {9});

        List<SourcePicture> pictures = read(folder, Map.of("INGEST_FOLDER_FPS", "4"));

        assertThat(pictures).extracting(picture -> picture.image()[0]).containsExactly((byte) 1, (byte) 2, (byte) 3);
        assertThat(pictures)
                .extracting(SourcePicture::position)
                .containsExactly(Duration.ZERO, Duration.ofMillis(250), Duration.ofMillis(500));
    }

    @Test
    void aSkippedPictureHasItsPositionAndTheNextOneFollows() throws Exception {
        write("a.jpg", new byte[] {1});
        write("b.jpg", new byte[] {2});
        IngestConfig config = new Settings(Map.of()).bind(IngestConfig.class);

        try (FrameSource source = Place.parse(folder.toString()).open(config.sourceOptions())) {
            assertThat(source.skip()).contains(Duration.ZERO);
            assertThat(source.next()).map(SourcePicture::position).contains(Duration.ofSeconds(1));
            assertThat(source.skip()).isEmpty();
        }
    }

    @Test
    void hostileFilesArePassedOnAsTheyAre() throws Exception {
        write("empty.jpg", new byte[0]);
        write("text.jpg", "GIF89a or so".getBytes(StandardCharsets.UTF_8));
        write("bomb.png", pngHeader(20_000, 20_000));

        List<SourcePicture> pictures = read(folder, Map.of());

        assertThat(pictures).extracting(picture -> picture.image().length).containsExactly(29, 0, 12);
        assertThat(pictures)
                .extracting(SourcePicture::encoding)
                .containsExactly(ImageEncoding.PNG, ImageEncoding.JPEG, ImageEncoding.JPEG);
    }

    @Test
    void aPictureIsReadToItsEndAndSaysSo() throws Exception {
        Path file = folder.resolve("a.jpg");
        assertThat(ImageIO.write(noise(200, 150), "jpg", file.toFile())).isTrue();
        byte[] whole = Files.readAllBytes(file);
        byte[] endless = Arrays.copyOf(whole, whole.length - 2); // the detector adds the end marker
        write("b.jpg", endless);
        write("c.jpg", Arrays.copyOf(whole, whole.length / 2));

        assertThat(read(folder, Map.of()))
                .extracting(SourcePicture::state)
                .containsExactly(State.WHOLE, State.UNREAD, State.BROKEN);
    }

    @Test
    void picturesTooLargeForTheTopicAreScaledDown() throws Exception {
        for (String format : List.of("jpg", "png")) {
            Path file = folder.resolve("large." + format);
            assertThat(ImageIO.write(noise(2000, 1500), format, file.toFile())).isTrue();
            assertThat(Files.size(file)).isGreaterThan(Topics.MAX_IMAGE_BYTES);

            SourcePicture picture = read(file, Map.of()).get(0);

            assertThat(picture.scaled()).isTrue();
            assertThat(picture.image().length).isLessThanOrEqualTo(Topics.MAX_IMAGE_BYTES);
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.image()));
            assertThat(image.getWidth() / (double) image.getHeight()).isBetween(1.32, 1.35);
        }
    }

    @Test
    void aPictureLongerThanAJpegMayBeIsScaledDown() throws Exception {
        Path file = folder.resolve("long.png");
        assertThat(ImageIO.write(noise(90_000, 4), "png", file.toFile())).isTrue();

        SourcePicture picture = read(file, Map.of()).get(0);

        assertThat(picture.scaled()).isTrue();
        assertThat(image(picture).getWidth()).isEqualTo(65_500);
    }

    @Test
    void tooLargeAndDamagedIsNotRepaired() throws Exception {
        Path whole = folder.resolve("large.jpg");
        assertThat(ImageIO.write(noise(3000, 2000), "jpg", whole.toFile())).isTrue();
        byte[] bytes = Files.readAllBytes(whole);
        byte[] cut = Arrays.copyOf(bytes, bytes.length / 2);
        assertThat(cut).hasSizeGreaterThan(Topics.MAX_IMAGE_BYTES);
        Files.write(whole, cut);

        SourcePicture picture = read(whole, Map.of()).get(0);

        assertThat(picture.scaled()).isFalse();
        assertThat(picture.image()).isEqualTo(cut);
    }

    @Test
    void tooLargeAndNoPictureIsPassedOnForItsDeadLetter() throws Exception {
        write("text.jpg", new byte[2_000_000]);

        assertThat(read(folder, Map.of()))
                .extracting(picture -> picture.image().length)
                .containsExactly(2_000_000);
    }

    @Test
    void aFolderWithoutPicturesIsRefused() throws Exception {
        write("notes.txt", new byte[1]);
        write(".hidden.jpg", new byte[1]);
        Files.createDirectory(folder.resolve("angry"));
        write("angry/1.jpg", new byte[1]);

        assertThatThrownBy(() -> read(folder, Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "no pictures in " + folder + ": only 2 other files and 1 folder, which are not looked into;"
                                + " pictures end in avif, avifs, bmp, gif, heic, heics, heif, heifs, hif, jfif, jif, jpe, jpeg, jpg, png, tif, tiff, webp");
    }

    @Test
    void anEmptyFolderIsCalledEmpty() {
        assertThatThrownBy(() -> read(folder, Map.of()))
                .hasMessageStartingWith("no pictures in " + folder + ": the folder is empty; pictures end in ");
    }

    @Test
    void whatSystemsKeepBesidePicturesIsLeftOut() throws Exception {
        write("IMG_1.JPG", new byte[] {1});
        for (String name : List.of("._IMG_1.JPG", ".DS_Store", "Thumbs.db", "desktop.ini")) {
            write(name, new byte[] {9});
        }
        Files.createDirectory(folder.resolve("@eaDir"));
        Files.createDirectory(folder.resolve("__MACOSX.jpg"));

        assertThat(read(folder, Map.of()))
                .extracting(picture -> picture.image()[0])
                .containsExactly((byte) 1);
    }

    @Test
    void numbersInNamesAreComparedAsNumbers() throws Exception {
        for (int i = 1; i <= 12; i++) {
            write("frame" + i + ".png", new byte[] {(byte) i});
        }

        assertThat(read(folder, Map.of()))
                .extracting(picture -> (int) picture.image()[0])
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bmp", "gif", "tiff"})
    void otherFormatsBecomeJpegs(String format) throws Exception {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillRect(0, 0, 20, 30);
        assertThat(ImageIO.write(image, format, folder.resolve("a." + format).toFile()))
                .isTrue();

        BufferedImage jpeg = image(read(folder, Map.of()).get(0));

        assertThat(jpeg.getWidth()).isEqualTo(40);
        assertThat(jpeg.getRGB(5, 15) & 0xFF).isGreaterThan(240);
        assertThat(jpeg.getRGB(35, 15) & 0xFF).isLessThan(15);
    }

    @Test
    void aPhotoInTilesComesWhole() throws Exception {
        Path heic = SharedData.require("cases/12-heic-tiles/IMG_0042.HEIC");

        BufferedImage photo = image(read(heic, Map.of()).get(0));

        BufferedImage original =
                ImageIO.read(SharedData.require("samples/gallery/one_0.jpg").toFile());
        assertThat(photo.getWidth()).isEqualTo(640);
        assertThat(photo.getHeight()).isEqualTo(480);
        // It says that its greys are of full range, and they are not.
        for (int[] at : new int[][] {{10, 300}, {600, 440}, {320, 300}, {600, 60}}) {
            assertThat(luminance(photo, at[0], at[1])).isCloseTo(luminance(original, at[0], at[1]), within(26.0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DSC_1.HIF", "DSC_1", "DSC_1.mp4"})
    void aPhotoInTilesComesWholeWhateverItsName(String name) throws Exception {
        byte[] heic = Files.readAllBytes(SharedData.require("cases/12-heic-tiles/IMG_0042.HEIC"));
        write(name, heic);

        assertThat(image(read(folder.resolve(name), Map.of()).get(0)).getWidth())
                .isEqualTo(640);
        assertThatThrownBy(() -> VideoDecoder.open("It", VideoInput.file(folder.resolve(name))))
                .hasMessage("It is a picture in tiles (HEIC or AVIF) and no video");
        assertThatThrownBy(() -> StillPicture.decode(folder.resolve(name), heic, 100_000))
                .hasMessage("it has more than 100000 pixels");
    }

    /** FFmpeg 8.0.1 ends the process at this one. */
    @Test
    void aPhotoWhosePictureHasNoBytesIsRefused() throws Exception {
        byte[] avif = Files.readAllBytes(TestVideos.writeIn(folder.resolve("whole"), "avif", 1, "libaom-av1"));
        Files.delete(folder.resolve("whole"));
        Path file = Files.write(folder.resolve("a.avif"), avif);
        assertThat(image(read(folder, Map.of()).get(0)).getWidth()).isEqualTo(160);
        int length = new String(avif, StandardCharsets.ISO_8859_1).indexOf("iloc") + 22;

        byte[] broken = ByteBuffer.wrap(avif).putInt(length, 0).array();

        Files.write(file, broken);
        assertThatThrownBy(() -> StillPicture.decode(file, broken, 100_000))
                .isInstanceOf(IOException.class)
                .hasMessage("a picture in it has no bytes");
    }

    @Test
    void aDamagedPictureIsNamed() throws Exception {
        try (Said said = Said.by(FolderSource.class)) {
            write("a.jpg", "hello".getBytes(StandardCharsets.UTF_8));

            assertThat(read(folder, Map.of()))
                    .singleElement()
                    .satisfies(picture -> assertThat(picture.state()).isEqualTo(State.BROKEN));

            assertThat(said.sentences())
                    .containsExactly(
                            "Picture 0, " + folder.resolve("a.jpg")
                                    + ", becomes a dead letter: not-a-picture: image of 5 bytes is text, expected a JPEG or PNG");
        }
    }

    /** The mean of 16 by 16 pixels. */
    private static double luminance(BufferedImage image, int left, int top) {
        double sum = 0;
        for (int i = 0; i < 256; i++) {
            int rgb = image.getRGB(left + i % 16, top + i / 16);
            sum += 0.299 * (rgb >> 16 & 0xFF) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF);
        }
        return sum / 256;
    }

    private static BufferedImage image(SourcePicture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture.image()));
    }

    @Test
    void aMissingPlaceIsNamed() {
        assertThatThrownBy(() -> read(folder.resolve("nothing"), Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("nothing") + " does not exist");
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    private static List<SourcePicture> read(Path place, Map<String, String> settings) throws IOException {
        List<SourcePicture> pictures = new ArrayList<>();
        IngestConfig config = new Settings(settings).bind(IngestConfig.class);
        try (FrameSource source = Place.parse(place.toString()).open(config.sourceOptions())) {
            for (Optional<SourcePicture> next = source.next(); next.isPresent(); next = source.next()) {
                pictures.add(next.get());
            }
        }
        return pictures;
    }

    private static byte[] pngHeader(int width, int height) {
        return java.nio.ByteBuffer.allocate(29)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'})
                .putInt(width)
                .putInt(height)
                .array();
    }

    private static BufferedImage noise(int width, int height) {
        RandomGenerator random = new java.util.Random(7);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }
}
