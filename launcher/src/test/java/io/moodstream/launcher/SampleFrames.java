package io.moodstream.launcher;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.Java2DFrameConverter;

/** Pictures with faces that belong to nobody: frames of the bundled sample class. */
public final class SampleFrames {
    private SampleFrames() {}

    /**
     * Writes the first frames of the sample class as JPEGs, named in their order.
     *
     * @param folder where to
     * @param count how many
     */
    public static void write(Path folder, int count) throws IOException {
        Path video = Files.createTempFile(folder, "sample", ".mp4.part");
        try (InputStream in = SampleFrames.class.getResourceAsStream("/sample/class.mp4")) {
            Files.copy(java.util.Objects.requireNonNull(in), video, StandardCopyOption.REPLACE_EXISTING);
        }
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(video.toFile());
                Java2DFrameConverter converter = new Java2DFrameConverter()) {
            grabber.start();
            for (int i = 0; i < count; i++) {
                Frame frame = grabber.grabImage();
                BufferedImage picture = converter.convert(frame);
                ImageIO.write(
                        picture,
                        "jpg",
                        folder.resolve(String.format("frame-%04d.jpg", i)).toFile());
            }
        }
        Files.delete(video);
    }
}
