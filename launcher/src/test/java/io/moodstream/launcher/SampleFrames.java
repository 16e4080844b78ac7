package io.moodstream.launcher;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;

/** Pictures with faces that belong to nobody: frames of the bundled sample class. */
public final class SampleFrames {
    /** Pictures a second. */
    public static final int FPS = 5;

    /** How many the class has: a minute. */
    public static final int ALL = 60 * FPS;

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
        read(first + (count - 1) * step + 1, (number, picture) -> {
            if (number >= first && (number - first) % step == 0) {
                frames.add(jpeg(picture.get()));
            }
        });
        return frames;
    }

    /** Gets the frames of the class in their order, and takes the picture of those that it wants. */
    public interface Reader {
        /**
         * Takes a frame.
         *
         * @param number its number, from 0 on; five are one second
         * @param picture its picture, to be taken before this returns
         */
        void frame(int number, Supplier<BufferedImage> picture) throws IOException;
    }

    /** Reads the first frames of the sample class. */
    public static void read(int count, Reader reader) throws IOException {
        Path video = Files.createTempFile("sample", ".mp4");
        try (InputStream in = SampleFrames.class.getResourceAsStream("/sample/class.mp4")) {
            Files.copy(java.util.Objects.requireNonNull(in), video, StandardCopyOption.REPLACE_EXISTING);
        }
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(video.toFile())) {
            grabber.start();
            for (int number = 0; number < count; number++) {
                Frame frame = grabber.grabImage();
                reader.frame(number, () -> picture(frame));
            }
        } finally {
            Files.delete(video);
        }
    }

    /** Copies row by row; JavaCV's converter does it byte by byte, which took most of the time of starting the tests. */
    private static BufferedImage picture(Frame frame) {
        BufferedImage picture = new BufferedImage(frame.imageWidth, frame.imageHeight, BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        ByteBuffer rows = (ByteBuffer) frame.image[0];
        int width = 3 * frame.imageWidth;
        for (int y = 0; y < frame.imageHeight; y++) {
            rows.position(y * frame.imageStride).get(pixels, y * width, width);
        }
        return picture;
    }

    /** Returns a picture as a JPEG. */
    public static byte[] jpeg(BufferedImage picture) throws IOException {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", jpeg);
        return jpeg.toByteArray();
    }
}
