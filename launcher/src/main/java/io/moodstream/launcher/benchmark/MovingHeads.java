package io.moodstream.launcher.benchmark;

import io.moodstream.detector.models.Box;
import io.moodstream.ingest.sources.SamplePictures;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Draws pictures in which the bundled class's composite heads move, so that the place of each face is known. Behind
 * them is one of the composites' rooms; every pixel has a little noise, as a camera's has.
 */
final class MovingHeads {
    private static final int TILES = 5;
    private static final int TILE_WIDTH = 256;
    private static final int TILE_HEIGHT = 144;

    /** Side of a student's face in a tile, and its top edge, pixels: the median of the class's truth. */
    private static final int FACE = 114;

    private static final int FACE_TOP = 14;

    /** Width of what is cut out of a tile around a face. */
    private static final int CUT_WIDTH = 180;

    private static final int NOISE = 4;

    private final List<BufferedImage> heads = new ArrayList<>();
    private final BufferedImage room;

    /** Takes the heads out of the bundled class. */
    MovingHeads() throws IOException {
        BufferedImage tiles = ImageIO.read(new ByteArrayInputStream(
                SamplePictures.every(Duration.ofSeconds(30)).get(0)));
        for (int student = 0; student < TILES * TILES; student++) {
            heads.add(head(tiles.getSubimage(
                    student % TILES * TILE_WIDTH + (TILE_WIDTH - CUT_WIDTH) / 2,
                    student / TILES * TILE_HEIGHT,
                    CUT_WIDTH,
                    TILE_HEIGHT)));
        }
        this.room =
                tiles.getSubimage(0, 0, TILE_WIDTH / 6, TILE_HEIGHT / 2); // beside the first student, above the name
    }

    /** A face in a picture: whose it is, and the square around it, pixels. */
    record Head(int student, double x, double y, double side) {

        Box box() {
            return new Box((float) x, (float) y, (float) side, (float) side);
        }

        /** Returns the share of another face that this head covers, with its hair and shoulders. */
        double covered(Head other) {
            double cutWidth = side * CUT_WIDTH / FACE;
            double cutX = x - (cutWidth - side) / 2;
            double cutY = y - side * FACE_TOP / FACE;
            double cutHeight = side * TILE_HEIGHT / FACE;
            double width = Math.min(cutX + cutWidth, other.x + other.side) - Math.max(cutX, other.x);
            double height = Math.min(cutY + cutHeight, other.y + other.side) - Math.max(cutY, other.y);
            return Math.max(0, width) * Math.max(0, height) / (other.side * other.side);
        }
    }

    /** Fades out towards an ellipse. */
    private static BufferedImage head(BufferedImage cut) {
        BufferedImage head = new BufferedImage(CUT_WIDTH, TILE_HEIGHT, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = head.createGraphics();
        graphics.drawImage(cut, 0, 0, null);
        graphics.setComposite(AlphaComposite.DstIn);
        graphics.transform(AffineTransform.getScaleInstance(CUT_WIDTH / 2.0, TILE_HEIGHT / 2.0));
        graphics.setPaint(new RadialGradientPaint(
                1, 1, 1, new float[] {0, 0.9f, 1}, new Color[] {Color.BLACK, Color.BLACK, new Color(0, true)}));
        graphics.fillRect(0, 0, 2, 2);
        graphics.dispose();
        return head;
    }

    /** Draws heads, the last one in front, as a JPEG. */
    byte[] draw(int width, int height, List<Head> shown, long seed) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(room, 0, 0, width, height, null);
        for (Head head : shown) {
            double scale = head.side() / FACE;
            graphics.drawImage(
                    heads.get(head.student()),
                    (int) Math.round(head.x() - (CUT_WIDTH - FACE) / 2.0 * scale),
                    (int) Math.round(head.y() - FACE_TOP * scale),
                    (int) Math.round(CUT_WIDTH * scale),
                    (int) Math.round(TILE_HEIGHT * scale),
                    null);
        }
        graphics.dispose();
        addNoise(picture, new Random(seed));
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", jpeg);
        return jpeg.toByteArray();
    }

    private static void addNoise(BufferedImage picture, Random random) {
        byte[] values = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < values.length; i++) {
            int value = (values[i] & 0xff) + random.nextInt(2 * NOISE + 1) - NOISE;
            values[i] = (byte) Math.max(0, Math.min(255, value));
        }
    }
}
