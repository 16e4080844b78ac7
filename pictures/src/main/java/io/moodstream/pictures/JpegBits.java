package io.moodstream.pictures;

/** The bits of a JPEG's scan: FF00 is one byte FF, and any other FF begins a marker, where the bits end. */
final class JpegBits {
    private final byte[] bytes;
    private int at;
    private long buffer;
    private int held;
    private int invented;

    JpegBits(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** The next bits, 0 to 16 of them; ones after the end. */
    int next(int count) {
        int bits = peek(count);
        held -= count;
        return bits;
    }

    /** The same without moving on. */
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

    private void fill() {
        while (held <= 48) {
            buffer = (buffer << 8) | nextByte();
            held += 8;
        }
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
