package io.moodstream.pictures;

/** Walks through the segments of a JPEG (ITU-T T.81, annex B). Nothing may lie between them. */
final class JpegSegments {
    /** Marker of the beginning (SOI). */
    static final int START = 0xD8;

    /** Marker of the end (EOI). */
    static final int END = 0xD9;

    /** Marker of a scan (SOS). */
    static final int SCAN = 0xDA;

    private final byte[] bytes;
    private int marker = START;
    private int start = 2;
    private int end = 2;

    JpegSegments(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Goes on to the next segment.
     *
     * @return its marker, without the FF; {@link #END} has no segment
     * @throws BrokenPictureException if there is none
     */
    int next() {
        int at = end;
        if (byteAt(at) != 0xFF) {
            throw new BrokenPictureException("corrupt-jpeg", "expected a JPEG marker at byte " + at);
        }
        while (byteAt(at) == 0xFF) { // may be padded
            at++;
        }
        marker = byteAt(at++);
        if (marker <= 0x01 || marker == START || isRestart(marker)) {
            throw new BrokenPictureException(
                    "corrupt-jpeg", "marker FF%02X at byte %d does not belong there".formatted(marker, at - 2));
        }
        start = at;
        if (marker != END) {
            end = start + length();
            byteAt(end);
        }
        return marker;
    }

    private int length() {
        int length = shortAt(0);
        if (length < 2) {
            throw new BrokenPictureException(
                    "corrupt-jpeg", "segment FF%02X at byte %d has length %d".formatted(marker, start - 2, length));
        }
        return length;
    }

    /** Whether the segment is a frame header (SOF), which says the size. */
    boolean isFrameHeader() {
        // C4, C8 and CC are tables and an extension, not frames.
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** Where the segment begins: at its length, after its marker. */
    int start() {
        return start;
    }

    /** Where the segment ends, and a scan's data begin. */
    int end() {
        return end;
    }

    /** Returns an unsigned number of two bytes that lies so far behind the segment's start. */
    int shortAt(int offset) {
        return byteAt(start + offset) << 8 | byteAt(start + offset + 1);
    }

    /** Goes to the marker after the scan: FF00 is a value, FFD0 to FFD7 count restarts from 0 to 7 and around. */
    void skipScan() {
        int restarts = 0;
        while (true) {
            end = JpegBits.nextFF(bytes, end);
            byteAt(end);
            int next = byteAt(end + 1);
            if (isRestart(next)) {
                if (next != 0xD0 + restarts % 8) {
                    throw new BrokenPictureException("corrupt-jpeg", "restart markers out of order at byte " + end);
                }
                restarts++;
            } else if (next != 0) {
                return;
            }
            end += 2;
        }
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xD0 && marker <= 0xD7;
    }

    private int byteAt(int index) {
        if (index >= bytes.length) {
            throw new BrokenPictureException(
                    BrokenPictureException.TRUNCATED_JPEG,
                    "the JPEG of " + bytes.length + " bytes has no end marker (EOI)");
        }
        return bytes[index] & 0xFF;
    }
}
