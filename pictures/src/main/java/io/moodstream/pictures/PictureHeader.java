package io.moodstream.pictures;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * What a picture's first bytes say, before anything is decoded.
 *
 * @param format JPEG or PNG, by content
 * @param width pixels
 * @param height pixels
 * @param metadata whether it carries more than the picture: EXIF (where it was taken), comments, texts
 */
public record PictureHeader(PictureFormat format, int width, int height, boolean metadata) {
    private static final long PNG = 0x89504E470D0A1A0AL;

    /**
     * Reads the header of a picture.
     *
     * @throws BrokenPictureException if it is neither JPEG nor PNG, or has no header
     */
    public static PictureHeader read(byte[] image) {
        ByteBuffer in = ByteBuffer.wrap(image);
        try {
            if (image.length > 2 && in.getShort(0) == (short) JpegHeader.START && image[2] == (byte) 0xFF) {
                return JpegHeader.read(in);
            }
            if (image.length >= Long.BYTES && in.getLong(0) == PNG) {
                return PngHeader.read(in);
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new BrokenPictureException("truncated-header", "The picture ends before its size is said");
        }
        throw new BrokenPictureException(
                BrokenPictureException.NOT_A_PICTURE, "That is neither a JPEG nor a PNG, whatever its name says");
    }

    /**
     * The picture with nothing but what it takes to draw it upright. Texts and profiles may be broken, or may be small
     * and unpack to gigabytes; whoever decodes the picture is not to meet them.
     *
     * @param image whose header this is
     */
    public byte[] stripMetadata(byte[] image) {
        ByteBuffer in = ByteBuffer.wrap(image);
        return format == PictureFormat.JPEG ? JpegHeader.stripMetadata(in) : PngHeader.stripMetadata(in);
    }

    /** How many pixels decoding it takes. */
    public long pixels() {
        return (long) width * height;
    }
}
