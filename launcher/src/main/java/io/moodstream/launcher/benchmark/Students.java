package io.moodstream.launcher.benchmark;

import io.moodstream.ingest.sources.SamplePictures;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** The students of the bundled class as their own webcams would show them: JPEGs of 640x480 with one face each. */
public final class Students {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final int ROWS = 5;
    private static final int COLUMNS = 5;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    /** Shares of a student's tile that make a picture of 4:3 without the neighbours. */
    private static final double CUT_WIDTH = 184.0 / 256;

    private static final double CUT_HEIGHT = 138.0 / 144;

    private Students() {}

    /** By student, then by time: what the expressions become in the course of the class. */
    public static List<List<byte[]>> ofTheSample() throws IOException {
        return of(SamplePictures.every(INTERVAL), ROWS * COLUMNS);
    }

    /** Returns a picture of one student that costs little to process: 160x120. */
    public static byte[] small() throws IOException {
        byte[] student =
                of(SamplePictures.every(Duration.ofMinutes(1)), 1).get(0).get(0);
        BufferedImage small = new BufferedImage(WIDTH / 4, HEIGHT / 4, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(
                ImageIO.read(new ByteArrayInputStream(student)), 0, 0, small.getWidth(), small.getHeight(), null);
        graphics.dispose();
        return jpeg(small);
    }

    /**
     * Cuts the first students out of pictures of the bundled class.
     *
     * @param count how many students, at most 25
     * @return by student, then in the order of the pictures
     */
    public static List<List<byte[]>> of(List<byte[]> classrooms, int count) throws IOException {
        List<List<byte[]>> students = new ArrayList<>();
        for (int seat = 0; seat < count; seat++) {
            students.add(new ArrayList<>());
        }
        for (byte[] jpeg : classrooms) {
            BufferedImage classroom = ImageIO.read(new ByteArrayInputStream(jpeg));
            for (int seat = 0; seat < students.size(); seat++) {
                students.get(seat).add(jpeg(fromNear(classroom, seat)));
            }
        }
        return students;
    }

    private static BufferedImage fromNear(BufferedImage classroom, int seat) {
        int tileWidth = classroom.getWidth() / COLUMNS;
        int tileHeight = classroom.getHeight() / ROWS;
        int width = (int) (tileWidth * CUT_WIDTH);
        int height = (int) (tileHeight * CUT_HEIGHT);
        BufferedImage cut = classroom.getSubimage(
                seat % COLUMNS * tileWidth + (tileWidth - width) / 2,
                seat / COLUMNS * tileHeight + (tileHeight - height) / 2,
                width,
                height);
        BufferedImage near = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = near.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(cut, 0, 0, WIDTH, HEIGHT, null);
        graphics.dispose();
        return near;
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", jpeg);
        return jpeg.toByteArray();
    }
}
