package io.moodstream.pictures;

/** Walks through a JPEG's markers (ITU-T T.81, annex B) without decoding it. */
public final class JpegFile {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;

    private final byte[] bytes;
    private int at = 2;

    private JpegFile(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The size in the frame header (SOF). */
    public static PictureSize size(byte[] bytes) {
        JpegFile file = new JpegFile(bytes);
        while (true) {
            int marker = file.nextMarker();
            if (isFrameHeader(marker)) {
                return file.frameSize();
            }
            if (marker == SOS || marker == EOI) {
                throw new BrokenPictureException(
                        "corrupt-jpeg", "the JPEG has no frame header (SOF) before its picture");
            }
            file.skipSegment(marker);
        }
    }

    /** Checks that segments follow each other without a gap up to the end marker, and that the scan can be read. */
    public static void check(byte[] bytes) {
        JpegFile file = new JpegFile(bytes);
        JpegScan scan = new JpegScan(bytes);
        int scanned = 0;
        for (int marker = file.nextMarker(); marker != EOI; marker = file.nextMarker()) {
            int start = file.at;
            file.skipSegment(marker);
            scan.segment(marker, start, file.at - start);
            if (marker == SOS) {
                scanned = start;
                file.skipScan();
            }
        }
        if (scanned == 0) {
            throw new BrokenPictureException("corrupt-jpeg", "the JPEG ends before any picture data");
        }
        scan.check(scanned);
    }

    private static boolean isFrameHeader(int marker) {
        // C4, C8 and CC are tables and an extension, not frames.
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private int nextMarker() {
        if (unsigned(at) != 0xFF) {
            throw new BrokenPictureException("corrupt-jpeg", "expected a JPEG marker at byte " + at);
        }
        while (unsigned(at) == 0xFF) {
            at++;
        }
        int marker = unsigned(at++);
        if (marker == 0 || marker == SOI || marker == 0x01 || isRestart(marker)) {
            throw new BrokenPictureException(
                    "corrupt-jpeg", "marker FF%02X at byte %d does not belong there".formatted(marker, at - 2));
        }
        return marker;
    }

    private void skipSegment(int marker) {
        int length = unsigned(at) << 8 | unsigned(at + 1);
        if (length < 2) {
            throw new BrokenPictureException(
                    "corrupt-jpeg", "segment FF%02X at byte %d has length %d".formatted(marker, at - 2, length));
        }
        at += length;
        unsigned(at);
    }

    private PictureSize frameSize() {
        int height = unsigned(at + 3) << 8 | unsigned(at + 4);
        int width = unsigned(at + 5) << 8 | unsigned(at + 6);
        if (width == 0 || height == 0) {
            throw new BrokenPictureException("corrupt-jpeg", "the JPEG's size is " + width + "x" + height);
        }
        return new PictureSize(width, height);
    }

    /** Goes to the marker after the scan: FF00 is a value, FFD0 to FFD7 count restarts from 0 to 7 and around. */
    private void skipScan() {
        int restarts = 0;
        while (true) {
            if (unsigned(at) != 0xFF) {
                at++;
                continue;
            }
            int next = unsigned(at + 1);
            if (isRestart(next)) {
                if (next != 0xD0 + restarts % 8) {
                    throw new BrokenPictureException("corrupt-jpeg", "restart markers out of order at byte " + at);
                }
                restarts++;
            } else if (next != 0) {
                return;
            }
            at += 2;
        }
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xD0 && marker <= 0xD7;
    }

    private int unsigned(int index) {
        if (index >= bytes.length) {
            throw new BrokenPictureException(
                    "truncated-jpeg", "the JPEG of " + bytes.length + " bytes has no end marker (EOI)");
        }
        return bytes[index] & 0xFF;
    }
}
