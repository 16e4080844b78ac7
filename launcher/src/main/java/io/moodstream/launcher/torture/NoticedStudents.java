package io.moodstream.launcher.torture;

import io.moodstream.ingest.sources.SamplePictures;
import io.moodstream.launcher.benchmark.Students;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Students of the bundled class, of whom some give reason for attention: in every minute every third one frowns for 40
 * seconds, and every third one has left for 40 seconds.
 */
final class NoticedStudents {
    /** How long each picture is shown. */
    static final Duration SHOWN = Duration.ofSeconds(10);

    /** The acts in which most look angry and sad, twice. */
    private static final List<Integer> FROWNING = List.of(0, 2, 3, 2, 3, 1);

    private NoticedStudents() {}

    /**
     * Returns the pictures of a minute.
     *
     * @param count how many students
     * @return JPEGs by student, then in the order in which they are shown
     */
    static List<List<byte[]>> of(int count) throws IOException {
        List<List<byte[]>> students = new ArrayList<>();
        for (List<byte[]> acts : Students.of(SamplePictures.every(SHOWN), count)) {
            students.add(
                    switch (students.size() % 3) {
                        case 1 -> FROWNING.stream().map(acts::get).toList();
                        case 2 -> leaving(acts);
                        default -> acts;
                    });
        }
        return students;
    }

    /** Two pictures of nothing: a camera that always shows the same would count as frozen. */
    private static List<byte[]> leaving(List<byte[]> acts) throws IOException {
        byte[] dark = grey(90);
        byte[] light = grey(110);
        return List.of(acts.get(0), acts.get(1), dark, light, dark, light);
    }

    private static byte[] grey(int brightness) throws IOException {
        BufferedImage picture = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(new Color(brightness, brightness, brightness));
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", jpeg);
        return jpeg.toByteArray();
    }
}
