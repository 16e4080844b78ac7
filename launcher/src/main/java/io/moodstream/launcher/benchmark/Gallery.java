package io.moodstream.launcher.benchmark;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A made-up gallery of a meeting: the bundled class's composite students in a grid, in reading order. Students 0 to 24
 * are the tiles of the class, 25 to 49 the same ones mirrored.
 *
 * @param students in reading order
 */
record Gallery(List<Integer> students) {
    private static final int TILES = 5;
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    Gallery {
        students = List.copyOf(students);
    }

    /** Returns the number of columns, and of rows that have room: as meetings do, as few as are needed. */
    private int side() {
        return (int) Math.ceil(Math.sqrt(students.size()));
    }

    /** Returns the student at a place of the picture; -1 if there is none. */
    int at(double x, double y) {
        int place = (int) (y * side()) * side() + (int) (x * side());
        return place < students.size() ? students.get(place) : -1;
    }

    /**
     * Draws it.
     *
     * @param room the class at one moment
     * @return a JPEG of 1280x720
     */
    byte[] draw(byte[] room) throws IOException {
        BufferedImage tiles = ImageIO.read(new ByteArrayInputStream(room));
        BufferedImage gallery = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = gallery.createGraphics();
        for (int place = 0; place < students.size(); place++) {
            draw(graphics, tiles, students.get(place), place);
        }
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(gallery, "jpg", jpeg);
        return jpeg.toByteArray();
    }

    private void draw(Graphics2D graphics, BufferedImage tiles, int student, int place) {
        int w = tiles.getWidth() / TILES;
        int h = tiles.getHeight() / TILES;
        int x = student % TILES * w;
        int y = student / TILES % TILES * h;
        boolean mirrored = student >= TILES * TILES;
        int left = place % side() * WIDTH / side();
        int right = (place % side() + 1) * WIDTH / side();
        int top = place / side() * HEIGHT / side();
        int bottom = (place / side() + 1) * HEIGHT / side();
        graphics.drawImage(
                tiles, mirrored ? right : left, top, mirrored ? left : right, bottom, x, y, x + w, y + h, null);
    }
}
