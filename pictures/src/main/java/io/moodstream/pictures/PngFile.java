package io.moodstream.pictures;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/** Walks through a PNG's chunks (W3C PNG 3rd edition) without decoding it. */
final class PngFile {
    private static final int SIGNATURE = 8;
    private static final int AROUND_DATA = 12;
    private static final Set<String> METADATA = Set.of("eXIf", "tEXt", "zTXt", "iTXt");
    private static final Set<String> DRAWN = Set.of("IHDR", "PLTE", "tRNS", "eXIf", "IDAT", "IEND");

    private final ByteBuffer bytes;
    private int start;
    private long end = SIGNATURE;

    private PngFile(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** Reads the first chunk, which says the size, and the names of the others. */
    static PictureHeader header(byte[] png) {
        if (png.length < SIGNATURE + AROUND_DATA + 13) {
            throw new BrokenPictureException(
                    "truncated-png", "the PNG ends within its header, after " + png.length + " bytes");
        }
        PngFile file = new PngFile(png);
        file.next();
        int width = file.bytes.getInt(SIGNATURE + 8);
        int height = file.bytes.getInt(SIGNATURE + 12);
        if (!file.name().equals("IHDR") || width <= 0 || height <= 0) {
            throw new BrokenPictureException("corrupt-png", "the PNG does not begin with a header and a size");
        }
        boolean metadata = false;
        while (!metadata && file.next()) {
            metadata = METADATA.contains(file.name());
        }
        return new PictureHeader(PictureFormat.PNG, width, height, metadata);
    }

    /** Checks every chunk's length and checksum up to the end marker. */
    static void requireWhole(byte[] png) {
        PngFile file = new PngFile(png);
        while (file.next() && file.end <= png.length) {
            CRC32 crc = new CRC32();
            crc.update(png, file.start + 4, (int) file.end - file.start - 8);
            if ((int) crc.getValue() != file.bytes.getInt((int) file.end - 4)) {
                throw new BrokenPictureException(
                        "corrupt-png",
                        "the checksum of the chunk " + file.name() + " at byte " + file.start + " is wrong");
            }
            if (file.name().equals("IEND")) {
                return;
            }
        }
        throw new BrokenPictureException(
                "truncated-png", "the PNG of " + png.length + " bytes has no end marker (IEND)");
    }

    /** Returns the PNG with the chunks that say what its pixels are and how it stands, and without all others. */
    static byte[] stripMetadata(byte[] png) {
        ByteBuffer out = ByteBuffer.allocate(png.length).put(png, 0, SIGNATURE);
        PngFile file = new PngFile(png);
        while (file.next()) {
            if (DRAWN.contains(file.name())) {
                out.put(png, file.start, (int) Math.min(file.end, png.length) - file.start);
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /** Returns whether pixels may be transparent: by their kind (4 and 6 have alpha), or by a table. */
    static boolean transparent(byte[] png) {
        boolean alpha = (png[SIGNATURE + 17] & 4) != 0;
        PngFile file = new PngFile(png);
        while (!alpha && file.next()) {
            alpha = file.name().equals("tRNS");
        }
        return alpha;
    }

    /** Returns how the picture stands, as EXIF has it, 1 to 8; 1 if it does not say. */
    static int orientation(byte[] png) {
        PngFile file = new PngFile(png);
        while (file.next()) {
            if (file.name().equals("eXIf")) {
                return Exif.orientation(png, file.start + 8, (int) Math.min(file.end - 4, png.length));
            }
        }
        return 1;
    }

    /** Goes on to the next chunk, if one begins; it may end behind the file. */
    private boolean next() {
        if (end + AROUND_DATA > bytes.limit()) {
            return false;
        }
        start = (int) end;
        end += AROUND_DATA + (bytes.getInt(start) & 0xFFFF_FFFFL);
        return true;
    }

    private String name() {
        return new String(bytes.array(), start + 4, 4, StandardCharsets.ISO_8859_1);
    }
}
