package io.moodstream.launcher.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes a picture of four tiles as phones do (HEIF, ISO/IEC 23008-12), except that its tiles are JPEGs: FFmpeg has no
 * encoder of HEVC here. The tiles lie in the container that FFmpeg takes apart and that ingest puts together.
 */
final class SampleHeic {
    private static final int GRID = 1;
    private static final int FIRST_TILE = 2;
    private static final int TILES = 4;

    /** Says that the bytes of an item lie in the box idat, not in the file. */
    private static final int IN_IDAT = 1;

    private final byte[] tile;
    private final int width;
    private final int height;

    private SampleHeic(byte[] tile, int width, int height) {
        this.tile = tile;
        this.width = width;
        this.height = height;
    }

    /** Returns two rows of two tiles, each the same JPEG of that size. */
    static byte[] of(byte[] tile, int width, int height) {
        SampleHeic heic = new SampleHeic(tile, width, height);
        byte[] type = box("ftyp", ascii("mif1"), int32(0), ascii("mif1heic"));
        int tiles = type.length + heic.meta(0).length + 8; // behind the head of the last box
        return joined(type, heic.meta(tiles), box("mdat", tile));
    }

    /** @param tiles where the tile lies in the file */
    private byte[] meta(int tiles) {
        byte[] grid = joined(new byte[] {0, 0, 1, 1}, int16(2 * width), int16(2 * height));
        return box(
                "meta",
                int32(0),
                box("hdlr", int32(0), int32(0), ascii("pict"), new byte[13]),
                box("pitm", int32(0), int16(GRID)),
                items(),
                box("iref", int32(0), box("dimg", int16(GRID), int16(TILES), tileNumbers())),
                properties(),
                places(tiles, grid.length),
                box("idat", grid));
    }

    private static byte[] items() {
        byte[] items = item(GRID, "grid");
        for (int number = FIRST_TILE; number < FIRST_TILE + TILES; number++) {
            items = joined(items, item(number, "jpeg"));
        }
        return box("iinf", int32(0), int16(1 + TILES), items);
    }

    private static byte[] item(int number, String type) {
        return box("infe", int32(2 << 24), int16(number), int16(0), ascii(type), new byte[1]);
    }

    private static byte[] tileNumbers() {
        byte[] numbers = {};
        for (int number = FIRST_TILE; number < FIRST_TILE + TILES; number++) {
            numbers = joined(numbers, int16(number));
        }
        return numbers;
    }

    /** The size of the whole is the first property, that of a tile the second one. */
    private byte[] properties() {
        byte[] sizes = box(
                "ipco",
                box("ispe", int32(0), int32(2 * width), int32(2 * height)),
                box("ispe", int32(0), int32(width), int32(height)));
        byte[] owners = {};
        for (int number = GRID; number < FIRST_TILE + TILES; number++) {
            owners = joined(owners, int16(number), new byte[] {1, (byte) (number == GRID ? 1 : 2)});
        }
        return box("iprp", sizes, box("ipma", int32(0), int32(1 + TILES), owners));
    }

    private byte[] places(int tiles, int grid) {
        byte[] places = place(GRID, IN_IDAT, 0, grid);
        for (int number = FIRST_TILE; number < FIRST_TILE + TILES; number++) {
            places = joined(places, place(number, 0, tiles, tile.length));
        }
        return box("iloc", int32(1 << 24), new byte[] {0x44, 0}, int16(1 + TILES), places);
    }

    private static byte[] place(int number, int construction, int from, int length) {
        return joined(int16(number), int16(construction), int16(0), int16(1), int32(from), int32(length));
    }

    private static byte[] box(String type, byte[]... content) {
        byte[] whole = joined(content);
        return joined(int32(8 + whole.length), ascii(type), whole);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] int16(int value) {
        return ByteBuffer.allocate(Short.BYTES).putShort((short) value).array();
    }

    private static byte[] int32(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
