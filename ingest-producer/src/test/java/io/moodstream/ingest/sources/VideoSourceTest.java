package io.moodstream.ingest.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.moodstream.ingest.IngestConfig;
import io.moodstream.ingest.sources.SourcePicture.State;
import io.moodstream.kit.Settings;
import io.moodstream.testing.SharedData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoSourceTest {
    @TempDir
    private Path folder;

    @Test
    void everyPictureOfAFileComesOnceWithItsPosition() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mp4"), 20, 10, 160, 120);

        List<SourcePicture> pictures = read(video, Map.of());

        assertThat(pictures).hasSize(20);
        assertThat(pictures)
                .extracting(SourcePicture::position)
                .startsWith(Duration.ZERO, Duration.ofMillis(100), Duration.ofMillis(200))
                .endsWith(Duration.ofMillis(1900));
    }

    @Test
    void picturesKeepTheirBrightnessAndSize() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mp4"), 20, 10, 160, 120);

        List<SourcePicture> pictures = read(video, Map.of());

        for (int i = 0; i < 20; i++) {
            BufferedImage image = image(pictures.get(i));
            assertThat(image.getWidth()).isEqualTo(160);
            assertThat(image.getHeight()).isEqualTo(120);
            assertThat(luminance(image.getRGB(80, 60))).isBetween(12 * i + 13.0, 12 * i + 19.0);
        }
    }

    @Test
    void fpsTakesFewerPicturesAndKeepsTheirPositions() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mp4"), 30, 30, 160, 120);

        List<SourcePicture> pictures = read(video, Map.of("INGEST_FPS", "5"));

        assertThat(pictures)
                .extracting(picture -> picture.position().toMillis())
                .containsExactly(0L, 200L, 400L, 600L, 800L);
    }

    @Test
    void aSkippedPictureHasItsPositionAndTheNextOneFollows() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mp4"), 30, 30, 160, 120);

        try (FrameSource source = open(video, Map.of("INGEST_FPS", "5"))) {
            assertThat(source.skip()).contains(Duration.ZERO);
            assertThat(source.skip()).contains(Duration.ofMillis(200));
            assertThat(source.next()).map(SourcePicture::position).contains(Duration.ofMillis(400));
            assertThat(source.skip()).contains(Duration.ofMillis(600));
            assertThat(source.skip()).contains(Duration.ofMillis(800));
            assertThat(source.skip()).isEmpty();
        }
    }

    @Test
    void maxWidthScalesPicturesDown() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mp4"), 2, 10, 160, 120);

        BufferedImage image =
                image(read(video, Map.of("INGEST_MAX_WIDTH", "80")).get(0));

        assertThat(image.getWidth()).isEqualTo(80);
        assertThat(image.getHeight()).isEqualTo(60);
    }

    @Test
    void aVideoOfATurnedPhoneSaysWhichWayIsUp() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mp4"), 2, 10, 160, 120, -90);

        byte[] image = read(video, Map.of()).get(0).image();

        assertThat(image).startsWith(0xff, 0xd8, 0xff, 0xe1);
        Path file = Files.write(folder.resolve("p.jpg"), image);
        try (FrameSource picture = Place.parse(file.toString()).open(config(Map.of()))) {
            var decoded = FfmpegPictureDecoder.decode(picture.next().orElseThrow());
            assertThat(Orientation.of(decoded)).isEqualTo(6);
            av_frame_free(decoded);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 320x120", "0.5, 160x240", "1, 160x120", "20, 160x120"})
    void picturesHaveSquarePixels(double pixelAspect, String size) throws Exception {
        Path video = TestVideos.writeWithPixels(folder.resolve("a.mp4"), 2, 160, 120, pixelAspect);

        BufferedImage image = image(read(video, Map.of()).get(0));

        assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo(size);
    }

    @Test
    void aRawStreamPlaysAtItsUsualRate() throws Exception {
        Path video = TestVideos.writeRaw(folder.resolve("a.m4v"), 5, 10);

        assertThat(read(video, Map.of()))
                .extracting(picture -> picture.position().toMillis())
                .containsExactly(0L, 100L, 200L, 300L, 400L);
    }

    @Test
    void joinedFilesPlayOneAfterTheOther() throws Exception {
        Path first = TestVideos.write(folder.resolve("a.ts"), 20, 10, 160, 120);
        byte[] late = Files.readAllBytes(TestVideos.writeLate(folder.resolve("b.ts"), 20, 10, 36_000));
        Path joined = Files.write(first, late, StandardOpenOption.APPEND);

        try (FrameSource source = open(joined, Map.of())) {
            List<Duration> positions = new ArrayList<>();
            for (Optional<SourcePicture> next = source.next(); next.isPresent(); next = source.next()) {
                positions.add(next.get().position());
            }
            assertThat(positions).hasSize(40).endsWith(Duration.ofMillis(3900));
            assertThat(source.length()).as("no longer what the file says").isEmpty();
        }
    }

    @Test
    void interlacedAndMirroredVideosComeUprightAndWhole() throws Exception {
        List<SourcePicture> interlaced = read(SharedData.require("cases/01-interlaced-h264/inter.mts"), Map.of());
        assertThat(interlaced).hasSize(30);
        assertThat(image(interlaced.get(0)).getHeight()).isEqualTo(480);

        byte[] mirrored = read(SharedData.require("cases/04-mirrored-video/mirror.mp4"), Map.of())
                .get(0)
                .image();
        AVFrame decoded = FfmpegPictureDecoder.decode(new SourcePicture(mirrored, Duration.ZERO, false, State.UNREAD));
        assertThat(Orientation.of(decoded)).isEqualTo(2);
        av_frame_free(decoded);
    }

    @Test
    void aFileKnowsItsLength() throws Exception {
        Path video = TestVideos.write(folder.resolve("a.mp4"), 20, 10, 160, 120);

        try (FrameSource source = open(video, Map.of())) {
            assertThat(source.length()).contains(Duration.ofSeconds(2));
            assertThat(source.live()).isFalse();
        }
    }

    @Test
    void aLengthThatNoVideoHasIsNotBelieved() throws Exception {
        Path video = TestVideos.writeIn(folder.resolve("a.mkv"), "matroska", 5, "mpeg4");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(video));
        bytes.putDouble(after(bytes, 0x44, 0x89, 0x88), 9e15); // milliseconds
        Files.write(video, bytes.array());

        try (FrameSource source = open(video, Map.of())) {
            assertThat(source.length()).isEmpty();
        }
        assertThat(read(video, Map.of())).hasSize(5);
    }

    @Test
    void aRateThatNoVideoHasIsNotBelieved() throws Exception {
        Path video = TestVideos.writeIn(folder.resolve("a.avi"), "avi", 5, "mpeg4");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(video)).order(ByteOrder.LITTLE_ENDIAN);
        int scale = after(bytes, 's', 't', 'r', 'h') + 24;
        bytes.putInt(scale, Integer.MAX_VALUE).putInt(scale + 4, 1); // seconds for a picture
        Files.write(video, bytes.array());

        assertThat(read(video, Map.of()))
                .hasSize(5)
                .allSatisfy(picture -> assertThat(picture.position()).isLessThan(Duration.ofMinutes(1)));
    }

    @Test
    void picturesThatAreTooLargeAreRefused() throws Exception {
        Path video = TestVideos.writeIn(folder.resolve("a.avi"), "avi", 5, "mjpeg");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(video)).order(ByteOrder.LITTLE_ENDIAN);
        int width = after(bytes, 's', 't', 'r', 'f') + 8;
        bytes.putInt(width, 7000).putInt(width + 4, 8000);
        bytes.order(ByteOrder.BIG_ENDIAN);
        for (int at = 0; at + 9 < bytes.limit(); at++) {
            if (bytes.getInt(at) == 0xffc00011) { // the size of each JPEG
                bytes.putShort(at + 5, (short) 8000).putShort(at + 7, (short) 7000);
            }
        }
        Files.write(video, bytes.array());

        assertThatThrownBy(() -> open(video, Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessage(video + " has pictures of 7000x8000 pixels; expected at most 50000000 pixels");
    }

    /** Returns where the first such bytes end. */
    private static int after(ByteBuffer bytes, int... wanted) {
        int same = 0;
        int at = 0;
        for (; same < wanted.length; at++) {
            same = (bytes.get(at) & 0xff) == wanted[same] ? same + 1 : 0;
        }
        return at;
    }

    @Test
    void anRtspCameraThatRefusesTcpIsReadOverUdp() throws Exception {
        try (RtspCamera camera = new RtspCamera();
                FrameSource source = Place.parse(camera.address()).open(config(Map.of()))) {
            assertThat(source.live()).isTrue();
            assertThat(image(source.next().orElseThrow()).getWidth()).isEqualTo(160);
            assertThat(camera.refused()).isNotEmpty();
        }
    }

    @Test
    void whatIsNoVideoIsRefusedWithAReason() throws Exception {
        Path text = Files.writeString(folder.resolve("a.mp4"), "not a video at all");

        assertThatThrownBy(() -> open(text, Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessage(text + " cannot be opened: Invalid data found when processing input");
    }

    @Test
    void aMissingCameraIsNamed() {
        assertThatThrownBy(() -> Place.parse("camera:77").open(config(Map.of())))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no camera /dev/video77");
    }

    @Test
    void aStreamThatIsNotThereIsNamedWithoutItsPassword() {
        Place stream = Place.parse("http://me:secret@localhost:1/video?token=t");

        assertThatThrownBy(() -> stream.open(config(Map.of())))
                .isInstanceOf(IOException.class)
                .hasMessage("http://localhost:1/video?... cannot be opened: Connection refused")
                .hasNoCause(); // its message would hold the password, and a failed stage shows its root cause
    }

    @Test
    void aCameraWithoutItsSystemLibrariesSaysWhichToInstall() {
        VideoInput input = new VideoInput("/dev/video0", Optional.of("not-loaded"), Map.of(), true);

        assertThatThrownBy(() -> VideoSource.open("camera:0", input, config(Map.of()), false))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "camera:0 cannot be opened: FFmpeg's device module cannot be loaded, on Linux because system"
                                + " libraries are missing (Debian/Ubuntu: apt install libpulse0 libasound2 libxcb1"
                                + " libxcb-shm0)");
    }

    @Test
    void theGalleryVideoComesWhole() throws Exception {
        Path video = SharedData.require("samples/class-gallery.mp4");

        List<SourcePicture> pictures = read(video, Map.of("INGEST_FPS", "max"));

        assertThat(pictures).hasSize(300);
        assertThat(pictures.get(pictures.size() - 1).position()).isEqualTo(Duration.ofMillis(59_800));
        assertThat(image(pictures.get(0)).getWidth()).isEqualTo(1280);
    }

    private static List<SourcePicture> read(Path video, Map<String, String> settings) throws IOException {
        List<SourcePicture> pictures = new ArrayList<>();
        try (FrameSource source = open(video, settings)) {
            for (Optional<SourcePicture> next = source.next(); next.isPresent(); next = source.next()) {
                pictures.add(next.get());
            }
        }
        return pictures;
    }

    private static FrameSource open(Path video, Map<String, String> settings) throws IOException {
        return Place.parse(video.toString()).open(config(settings));
    }

    private static SourceOptions config(Map<String, String> settings) {
        return new Settings(settings).bind(IngestConfig.class).sourceOptions();
    }

    /** ITU-R BT.601. */
    private static double luminance(int rgb) {
        return 0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
    }

    private static BufferedImage image(SourcePicture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture.image()));
    }
}
