package io.moodstream.launcher.web;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.Java2DFrameConverter;

/**
 * What Chromium's camera shows in tests: one composite student of the bundled class, from near, looking happy,
 * surprised, sad and neutral for four seconds each, over and over.
 */
final class FakeCamera {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    /** The student's seat in the class: the fifth of the first row, with a face of 114 pixels in the middle. */
    private static final int[] SEAT = {1163, 72};

    private static final int SEAT_WIDTH = 184;
    private static final int SEAT_HEIGHT = 138;

    /** Seconds of the class, by its script: happy, surprise, sad, neutral. */
    private static final int[] BEGINS = {13, 43, 33, 3};

    private static final int SECONDS = 4;
    private static final int CLASS_FPS = 5;

    /** Chromium shows 30 pictures of such a file a second. */
    private static final int REPEAT = 30 / CLASS_FPS;

    private final List<byte[]> pictures;

    private FakeCamera(List<byte[]> pictures) {
        this.pictures = pictures;
    }

    /** Writes the video: Motion JPEG, which is JPEGs one after another. */
    void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int begin : BEGINS) {
                for (byte[] picture : pictures.subList(begin * CLASS_FPS, (begin + SECONDS) * CLASS_FPS)) {
                    for (int i = 0; i < REPEAT; i++) {
                        out.write(picture);
                    }
                }
            }
        }
    }

    /** The student at one second of the class, as a JPEG. */
    byte[] picture(int second) {
        return pictures.get(second * CLASS_FPS);
    }

    /** Takes the student out of the bundled class. */
    static FakeCamera ofTheClass() throws IOException {
        Path video = Files.createTempFile("moodstream-class", ".mp4");
        try (InputStream in = FakeCamera.class.getResourceAsStream("/sample/class.mp4")) {
            Files.copy(Objects.requireNonNull(in), video, StandardCopyOption.REPLACE_EXISTING);
        }
        List<byte[]> pictures = new ArrayList<>();
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(video.toFile());
                Java2DFrameConverter converter = new Java2DFrameConverter()) {
            grabber.start();
            for (Frame frame = grabber.grabImage(); frame != null; frame = grabber.grabImage()) {
                pictures.add(fromNear(converter.convert(frame)));
            }
        } finally {
            Files.delete(video);
        }
        return new FakeCamera(pictures);
    }

    private static byte[] fromNear(BufferedImage classroom) throws IOException {
        BufferedImage seat = classroom.getSubimage(
                Math.min(SEAT[0] - SEAT_WIDTH / 2, classroom.getWidth() - SEAT_WIDTH),
                Math.max(SEAT[1] - SEAT_HEIGHT / 2, 0),
                SEAT_WIDTH,
                SEAT_HEIGHT);
        BufferedImage near = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = near.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(seat, 0, 0, WIDTH, HEIGHT, null);
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(near, "jpg", jpeg);
        return jpeg.toByteArray();
    }
}
