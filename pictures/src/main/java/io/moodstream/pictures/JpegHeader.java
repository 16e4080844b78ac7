package io.moodstream.pictures;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The segments before a JPEG's pixels (ITU-T T.81, annex B). */
public final class JpegHeader {
    /** Marker of a JPEG's beginning. */
    static final int START = 0xFFD8;

    private static final int SCAN = 0xDA;
    private static final int EXIF_OR_XMP = 0xE1;
    private static final int PHOTOSHOP = 0xED;
    /** Says what the colours are. */
    private static final int ADOBE = 0xEE;

    private static final int EXIF = 0x45786966; // "Exif"
    private static final int COMMENT = 0xFE;

    private JpegHeader() {}

    /**
     * Reads up to the first scan. Nothing may be there that another reader could take differently: markers without a
     * segment, or a second size.
     *
     * @throws BrokenPictureException if it is not so
     * @throws java.nio.BufferUnderflowException if there is none
     */
    static PictureHeader read(ByteBuffer in) {
        in.position(2);
        int width = 0;
        int height = 0;
        boolean metadata = false;
        for (int marker = marker(in); marker != SCAN; marker = marker(in)) {
            int next = in.position() + length(in);
            if (isFrame(marker)) {
                if (width != 0) {
                    throw new BrokenPictureException("corrupt-jpeg", "The JPEG says its size twice");
                }
                height = in.getShort(in.position() + 3) & 0xFFFF;
                width = in.getShort(in.position() + 5) & 0xFFFF;
            }
            metadata |= marker == EXIF_OR_XMP || marker == PHOTOSHOP || marker == COMMENT;
            in.position(next);
        }
        if (width == 0 || height == 0) {
            throw new BrokenPictureException("corrupt-jpeg", "The JPEG does not say its size before its pixels");
        }
        return new PictureHeader(PictureFormat.JPEG, width, height, metadata);
    }

    /** The JPEG with EXIF, which says how it stands, and without other applications' segments and comments. */
    static byte[] stripMetadata(ByteBuffer in) {
        ByteBuffer out = ByteBuffer.allocate(in.capacity());
        out.putShort((short) START);
        in.position(2);
        for (int marker = marker(in); marker != SCAN; marker = marker(in)) {
            int length = length(in);
            boolean application = marker >= 0xE0 && marker <= 0xEF;
            if ((!application && marker != COMMENT) || marker == ADOBE || isExif(marker, in)) {
                out.putShort((short) (0xFF00 | marker)).put(in.slice(in.position(), length));
            }
            in.position(in.position() + length);
        }
        out.putShort((short) (0xFF00 | SCAN)).put(in).flip();
        return Arrays.copyOf(out.array(), out.limit());
    }

    private static boolean isExif(int marker, ByteBuffer in) {
        return marker == EXIF_OR_XMP && in.getInt(in.position() + 2) == EXIF;
    }

    /** Decoding takes the pixels times the scans, so a small file with thousands of them could take hours. */
    public static int scans(byte[] image) {
        int scans = 0;
        for (int i = 0; i + 1 < image.length; i++) {
            if (image[i] == (byte) 0xFF && image[i + 1] == (byte) SCAN) {
                scans++;
            }
        }
        return scans;
    }

    /** The next marker of a segment; leaves the buffer at its segment's length. */
    private static int marker(ByteBuffer in) {
        if ((in.get() & 0xFF) != 0xFF) {
            throw new BrokenPictureException("corrupt-jpeg", "The JPEG's header is broken");
        }
        int marker = in.get() & 0xFF;
        while (marker == 0xFF) { // may be padded
            marker = in.get() & 0xFF;
        }
        if (marker <= 0x01 || (marker >= 0xD0 && marker <= 0xD9)) {
            throw new BrokenPictureException(
                    "corrupt-jpeg", "The JPEG has the marker FF%02X before its pixels".formatted(marker));
        }
        return marker;
    }

    /** Of the segment at the buffer's position, which stays; counts itself. */
    private static int length(ByteBuffer in) {
        int length = in.getShort(in.position()) & 0xFFFF;
        if (length < 2) {
            throw new BrokenPictureException("corrupt-jpeg", "The JPEG's header is broken");
        }
        return length;
    }

    /** SOF0 to SOF15, which lie between DHT, JPG and DAC. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
