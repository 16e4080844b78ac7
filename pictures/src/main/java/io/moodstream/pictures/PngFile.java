package io.moodstream.pictures;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Looks through a PNG (W3C PNG 3rd edition) without decoding it. */
public final class PngFile {
    private static final int SIGNATURE = 8;
    private static final int AROUND_DATA = 12;

    private PngFile() {}

    /** The size in the header, which comes first. */
    public static PictureSize size(byte[] bytes) {
        if (bytes.length < SIGNATURE + AROUND_DATA + 13) {
            throw new BrokenPictureException(
                    "truncated-png", "the PNG ends within its header, after " + bytes.length + " bytes");
        }
        ByteBuffer data = ByteBuffer.wrap(bytes);
        if (!type(bytes, SIGNATURE).equals("IHDR")
                || data.getInt(SIGNATURE + 8) <= 0
                || data.getInt(SIGNATURE + 12) <= 0) {
            throw new BrokenPictureException("corrupt-png", "the PNG does not begin with a header and a size");
        }
        return new PictureSize(data.getInt(SIGNATURE + 8), data.getInt(SIGNATURE + 12));
    }

    /** Checks every chunk's length and checksum up to the end marker. */
    public static void check(byte[] bytes) {
        ByteBuffer data = ByteBuffer.wrap(bytes);
        int at = SIGNATURE;
        while (at + AROUND_DATA <= bytes.length) {
            int length = data.getInt(at);
            if (length < 0 || length > bytes.length - at - AROUND_DATA) {
                break;
            }
            CRC32 crc = new CRC32();
            crc.update(bytes, at + 4, length + 4);
            if ((int) crc.getValue() != data.getInt(at + 8 + length)) {
                throw new BrokenPictureException(
                        "corrupt-png", "the checksum of the chunk " + type(bytes, at) + " at byte " + at + " is wrong");
            }
            if (type(bytes, at).equals("IEND")) {
                return;
            }
            at += AROUND_DATA + length;
        }
        throw new BrokenPictureException(
                "truncated-png", "the PNG of " + bytes.length + " bytes has no end marker (IEND)");
    }

    private static String type(byte[] bytes, int at) {
        return new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
    }
}
