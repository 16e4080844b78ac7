package io.moodstream.detector;

/** The bits of a JPEG's scan: FF00 is one byte FF, and any other FF begins a marker, where the bits end. */
final class JpegBits {
    private final byte[] bytes;
    private int at;
    private int buffer;
    private int held;
    private boolean overrun;

    JpegBits(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** The next bits, 0 to 16 of them; ones after the end. */
    int next(int count) {
        while (held < count) {
            buffer = (buffer << 8) | nextByte();
            held += 8;
        }
        held -= count;
        return (buffer >>> held) & ((1 << count) - 1);
    }

    private int nextByte() {
        if (atMarker()) {
            overrun = true;
            return 0xFF;
        }
        int value = bytes[at] & 0xFF;
        at += value == 0xFF ? 2 : 1;
        return value;
    }

    /** Whether more was asked for than there was. */
    boolean overrun() {
        return overrun;
    }

    /** Drops the rest of the current byte and gives how many bytes are left before the next marker. */
    int leftBeforeMarker() {
        held = 0;
        int left = 0;
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
