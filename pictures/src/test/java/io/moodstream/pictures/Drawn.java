package io.moodstream.pictures;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures for tests. A number can be drawn into one and read from it, also after it was compressed again. */
public final class Drawn {
    private static final int BITS = 8;
    private static final int BLOCK = 16;

    private Drawn() {}

    /** A picture with a number in it, 0 to 255. */
    public static byte[] number(int number, String format) {
        BufferedImage image = new BufferedImage(BITS * BLOCK, 2 * BLOCK, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int bit = 0; bit < BITS; bit++) {
            graphics.setColor((number >> bit & 1) == 1 ? Color.WHITE : Color.BLACK);
            graphics.fillRect(bit * BLOCK, 0, BLOCK, 2 * BLOCK);
        }
        graphics.dispose();
        return encoded(image, format);
    }

    /** A JPEG with a number in it. */
    public static byte[] number(int number) {
        return number(number, "jpg");
    }

    /** The number in a picture. */
    public static int number(byte[] picture) {
        BufferedImage image = decoded(picture);
        int number = 0;
        for (int bit = 0; bit < BITS; bit++) {
            int green = image.getRGB(bit * BLOCK + BLOCK / 2, BLOCK) >> 8 & 0xFF;
            number |= green > 127 ? 1 << bit : 0;
        }
        return number;
    }

    /** As a file of that format holds it. */
    public static byte[] encoded(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The picture in a file. */
    public static BufferedImage decoded(byte[] picture) {
        try {
            return ImageIO.read(new ByteArrayInputStream(picture));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JPEG with an EXIF segment: an orientation, and a text as if it said where the picture was taken. */
    public static byte[] withExif(byte[] jpeg, int orientation, String secret) {
        byte[] text = secret.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer exif = ByteBuffer.allocate(200 + text.length);
        exif.put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8); // big-endian, directory at 8
        exif.putShort((short) 2);
        exif.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        exif.putShort((short) 0x010E).putShort((short) 2).putInt(text.length).putInt(38);
        exif.putInt(0).put(text).flip();
        ByteBuffer whole = ByteBuffer.allocate(jpeg.length + exif.remaining() + 4);
        whole.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (exif.remaining() + 2));
        return whole.put(exif).put(jpeg, 2, jpeg.length - 2).array();
    }

    /** A JPEG with a comment. */
    public static byte[] withComment(byte[] jpeg, String comment) {
        byte[] text = comment.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(jpeg.length + text.length + 4)
                .put(jpeg, 0, 2)
                .putShort((short) 0xFFFE)
                .putShort((short) (text.length + 2))
                .put(text)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** A JPEG of coloured noise, which has hardly two bytes alike. */
    public static byte[] noise(int width, int height, Random random) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt());
        }
        return encoded(image, "jpg");
    }

    /** Where a JPEG says its size: its marker SOF0. */
    private static int frame(byte[] jpeg) {
        int at = 0;
        while (jpeg[at] != (byte) 0xFF || jpeg[at + 1] != (byte) 0xC0) {
            at++;
        }
        return at;
    }

    /** A JPEG that claims another size. */
    public static byte[] resized(byte[] jpeg, int width, int height) {
        ByteBuffer claims = ByteBuffer.wrap(jpeg.clone());
        claims.putShort(frame(jpeg) + 5, (short) height).putShort(frame(jpeg) + 7, (short) width);
        return claims.array();
    }

    /** A JPEG that says two sizes, the larger one first. */
    public static byte[] twiceSized(byte[] jpeg) {
        int frame = frame(jpeg);
        int length = 2 + (ByteBuffer.wrap(jpeg).getShort(frame + 2) & 0xFFFF);
        return ByteBuffer.allocate(jpeg.length + length)
                .put(resized(jpeg, 12_000, 12_000), 0, frame + length)
                .put(jpeg, frame, jpeg.length - frame)
                .array();
    }

    /** The beginning of a PNG that claims a size. */
    public static byte[] claimedPng(int width, int height) {
        return ByteBuffer.allocate(33)
                .putLong(0x89504E470D0A1A0AL)
                .putInt(13)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .putInt(0)
                .array();
    }
}
