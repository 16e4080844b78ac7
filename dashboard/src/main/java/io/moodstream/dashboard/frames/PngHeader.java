package io.moodstream.dashboard.frames;

import io.moodstream.dashboard.http.Problem;
import io.moodstream.schemas.ImageEncoding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A PNG's chunks (ISO/IEC 15948). */
final class PngHeader {
    private static final int SIGNATURE = 8;
    private static final int CHUNK_OVERHEAD = 12;
    private static final Set<String> METADATA = Set.of("eXIf", "tEXt", "zTXt", "iTXt");

    private PngHeader() {}

    /**
     * Reads the first chunk and the names of the others.
     *
     * @throws java.nio.BufferUnderflowException if it is not there
     */
    static PictureHeader read(ByteBuffer in) {
        in.position(SIGNATURE);
        if (!name(in).equals("IHDR")) {
            throw Problem.of(422, "The PNG does not begin with its header");
        }
        int width = in.getInt(SIGNATURE + 8);
        int height = in.getInt(SIGNATURE + 12);
        if (width <= 0 || height <= 0) {
            throw Problem.of(422, "The PNG's size is " + width + " x " + height);
        }
        return new PictureHeader(ImageEncoding.PNG, width, height, hasMetadata(in));
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
