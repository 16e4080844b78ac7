package io.moodstream.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.Java2DFrameConverter;

/** Pictures with faces that belong to nobody: frames of the bundled sample class. */
public final class SampleFrames {
    private static final int FPS = 5;

    private SampleFrames() {}

    /**
     * Writes the first frames of the sample class as JPEGs, named in their order.
     *
     * @param folder where to
     * @param count how many
     */
    public static void write(Path folder, int count) throws IOException {
        List<byte[]> frames = every(1, 0, count);
        for (int i = 0; i < count; i++) {
            Files.write(folder.resolve(String.format("frame-%04d.jpg", i)), frames.get(i));
        }
    }

    /**
     * Returns JPEGs of the sample class, one a second.
     *
     * @param second of the class, 0 to 59, at which the first was taken
     * @param count how many
     */
    public static List<byte[]> eachSecond(int second, int count) throws IOException {
        return every(FPS, second * FPS, count);
    }

    private static List<byte[]> every(int step, int first, int count) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        Path video = Files.createTempFile("sample", ".mp4");
        try (InputStream in = SampleFrames.class.getResourceAsStream("/sample/class.mp4")) {
            Files.copy(java.util.Objects.requireNonNull(in), video, StandardCopyOption.REPLACE_EXISTING);
        }
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(video.toFile());
                Java2DFrameConverter converter = new Java2DFrameConverter()) {
            grabber.start();
            for (int i = 0; frames.size() < count; i++) {
                Frame frame = grabber.grabImage();
                if (i >= first && (i - first) % step == 0) {
                    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
                    ImageIO.write(converter.convert(frame), "jpg", jpeg);
                    frames.add(jpeg.toByteArray());
                }
            }
        } finally {
            Files.delete(video);
        }
        return frames;
    }
}
