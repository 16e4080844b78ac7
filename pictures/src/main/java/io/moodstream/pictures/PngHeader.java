package io.moodstream.pictures;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** A PNG's chunks (ISO/IEC 15948). */
final class PngHeader {
    private static final int SIGNATURE = 8;
    private static final int CHUNK_OVERHEAD = 12;
    private static final Set<String> METADATA = Set.of("eXIf", "tEXt", "zTXt", "iTXt");

    private static final Set<String> DRAWN = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    private PngHeader() {}

    /**
     * Reads the first chunk and the names of the others.
     *
     * @throws java.nio.BufferUnderflowException if it is not there
     */
    static PictureHeader read(ByteBuffer in) {
        in.position(SIGNATURE);
        if (!name(in).equals("IHDR")) {
            throw new BrokenPictureException("corrupt-png", "The PNG does not begin with its header");
        }
        int width = in.getInt(SIGNATURE + 8);
        int height = in.getInt(SIGNATURE + 12);
        if (width <= 0 || height <= 0) {
            throw new BrokenPictureException("corrupt-png", "The PNG's size is " + width + " x " + height);
        }
        return new PictureHeader(PictureFormat.PNG, width, height, hasMetadata(in));
    }

    /** The PNG with the chunks that say what its pixels are, and without all others. */
    static byte[] stripMetadata(ByteBuffer in) {
        ByteBuffer out = ByteBuffer.allocate(in.capacity());
        out.put(in.slice(0, SIGNATURE));
        long next = SIGNATURE;
        while (next + CHUNK_OVERHEAD <= in.limit()) {
            in.position((int) next);
            long length = CHUNK_OVERHEAD + (in.getInt(in.position()) & 0xFFFF_FFFFL);
            if (DRAWN.contains(name(in))) {
                out.put(in.slice((int) next, (int) Math.min(length, in.limit() - next)));
            }
            next += length;
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static boolean hasMetadata(ByteBuffer in) {
        long next = in.position();
        while (next + CHUNK_OVERHEAD <= in.limit()) {
            in.position((int) next);
            if (METADATA.contains(name(in))) {
                return true;
            }
            next += CHUNK_OVERHEAD + (in.getInt(in.position()) & 0xFFFF_FFFFL);
        }
        return false;
    }

    /** The name of the chunk at the buffer's position, which stays. */
    private static String name(ByteBuffer in) {
        byte[] name = new byte[4];
        in.duplicate().position(in.position() + 4).get(name);
        return new String(name, StandardCharsets.US_ASCII);
    }
}
