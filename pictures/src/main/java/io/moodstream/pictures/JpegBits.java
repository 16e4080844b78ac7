package io.moodstream.pictures;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The bits of a JPEG's scan: FF00 is one byte FF, and any other FF begins a marker, where the bits end. */
final class JpegBits {
    private static final VarHandle FOUR_BYTES = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** Instead of a place: the block is at its end. */
    static final int END_OF_BLOCK = 64;

    private final byte[] bytes;
    private int at;
    private long buffer;
    private int held;
    private int invented;

    JpegBits(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** Returns the next bits, 1 to 16 of them, without moving on; ones after the end. */
    int peek(int count) {
        if (held < count) {
            fill();
        }
        return (int) (buffer >>> (held - count)) & ((1 << count) - 1);
    }

    /** Moves on by bits that were peeked at. */
    void skip(int count) {
        held -= count;
    }

    /** Moves on by 0 to 16 bits. */
    void drop(int count) {
        if (held < count) {
            fill();
        }
        held -= count;
    }

    /**
     * Moves on as long as the next bits hold whole symbols with their values, within a block.
     *
     * @param wholes of {@link HuffmanTable}, for each pattern of {@link HuffmanTable#LOOK} bits
     * @param from the place in the block, 1 to 63
     * @return the place of the next coefficient, or END_OF_BLOCK
     */
    int skipWhole(short[] wholes, int from) {
        int place = from;
        // In variables of its own, which the first compiler keeps in registers.
        long next = buffer;
        int left = held;
        while (true) {
            if (left < HuffmanTable.LOOK) {
                held = left;
                fill();
                next = buffer;
                left = held;
            }
            int known = wholes[(int) (next >>> (left - HuffmanTable.LOOK)) & HuffmanTable.MASK];
            int after = place + (known & 0x7F);
            if (known == 0 || after > 63) {
                held = left;
                return place;
            }
            left -= known >> 8;
            if ((known & 0x80) != 0) {
                held = left;
                return END_OF_BLOCK;
            }
            place = after;
        }
    }

    private void fill() {
        if (at + 4 < bytes.length && held <= 31) {
            int four = (int) FOUR_BYTES.get(bytes, at);
            if (!holdsFF(four)) {
                buffer = (buffer << 32) | (four & 0xFFFFFFFFL);
                held += 32;
                at += 4;
                return;
            }
        }
        while (held <= 48) {
            buffer = (buffer << 8) | nextByte();
            held += 8;
        }
    }

    /** Returns whether one of four bytes is FF, a zero in their complement (Hacker's Delight, section 6-1). */
    private static boolean holdsFF(int four) {
        return ((~four - 0x01010101) & four & 0x80808080) != 0;
    }

    /** Returns where the next FF is, or how many bytes there are. */
    static int nextFF(byte[] bytes, int from) {
        int at = from;
        while (at + 4 <= bytes.length && !holdsFF((int) FOUR_BYTES.get(bytes, at))) {
            at += 4;
        }
        while (at < bytes.length && bytes[at] != (byte) 0xFF) {
            at++;
        }
        return at;
    }

    private int nextByte() {
        if (atMarker()) {
            invented += 8;
            return 0xFF;
        }
        int value = bytes[at] & 0xFF;
        at += value == 0xFF ? 2 : 1;
        return value;
    }

    /** Whether more was taken than there was. */
    boolean overrun() {
        return invented > held;
    }

    /** Drops the rest of the current byte and gives how many bytes are left before the next marker. */
    int leftBeforeMarker() {
        int left = Math.max(0, held - invented) / 8;
        held = 0;
        invented = 0;
        while (!atMarker()) {
            at += bytes[at] == (byte) 0xFF ? 2 : 1;
            left++;
        }
        return left;
    }

    /** Goes behind the restart marker it stands before. */
    void skipMarker() {
        while (at < bytes.length && bytes[at] == (byte) 0xFF) {
            at++;
        }
        at++;
    }

    private boolean atMarker() {
        return at + 1 >= bytes.length || (bytes[at] == (byte) 0xFF && bytes[at + 1] != 0);
    }
}
