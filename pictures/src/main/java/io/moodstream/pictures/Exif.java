package io.moodstream.pictures;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads EXIF (CIPA DC-008, a TIFF directory), as far as it says how a picture stands. */
public final class Exif {
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    private Exif() {}

    /**
     * Returns how a TIFF or WebP stands, 1 to 8; 1 if it does not say, or is of another format.
     *
     * @param picture a whole file
     */
    public static int orientation(byte[] picture) {
        return switch (PictureFormat.of(picture)) {
            case TIFF -> orientation(picture, 0, picture.length);
            case WEBP -> ofWebp(picture);
            default -> 1;
        };
    }

    /** A RIFF file: chunks of a name, a length and an even number of bytes. */
    private static int ofWebp(byte[] webp) {
        ByteBuffer file = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
        long at = 12;
        while (at + 8 <= webp.length) {
            int start = (int) at;
            long length = file.getInt(start + 4) & 0xFFFF_FFFFL;
            if (file.getInt(start) == ('E' | 'X' << 8 | 'I' << 16 | 'F' << 24)) {
                boolean named =
                        length > 6 && start + 14 <= webp.length && webp[start + 8] == 'E'; // Exif\0\0, as in JPEG
                return orientation(webp, start + (named ? 14 : 8), (int) Math.min(start + 8 + length, webp.length));
            }
            at += 8 + length + length % 2;
        }
        return 1;
    }

    /** Returns the orientation, 1 to 8; 1 if the bytes do not say any. */
    static int orientation(byte[] bytes, int from, int to) {
        if (to - from < 8) {
            return 1;
        }
        ByteBuffer tiff = ByteBuffer.wrap(bytes, from, to - from).slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return 1;
        }
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int i = 0; i < entries && directory + 2 + (i + 1) * ENTRY <= tiff.limit(); i++) {
            int entry = directory + 2 + i * ENTRY;
            if (tiff.getShort(entry) == ORIENTATION && tiff.getShort(entry + 2) == SHORT) {
                int orientation = tiff.getShort(entry + 8);
                return orientation >= 1 && orientation <= 8 ? orientation : 1;
            }
        }
        return 1;
    }
}
