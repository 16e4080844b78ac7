package io.moodstream.ingest.sources;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the JPEGs in a stream of bytes by their own markers. What stands between them, boundaries and headers of parts,
 * is different with every maker of cameras, and often wrong.
 */
final class JpegFinder {
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;

    /** Boundary and headers of the next part, where a picture has no end marker. */
    private static final Pattern NEXT_PART = Pattern.compile("\r?\n--|(?i)\r?\n?content-");

    private static final int LONGEST_HEADERS = 1024;

    private byte[] bytes = new byte[1 << 16];
    private int length;
    private int at;
    private boolean inPicture;
    private boolean inScan;

    /** Adds bytes that follow. */
    void add(byte[] more, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
        System.arraycopy(more, 0, bytes, length, count);
        length += count;
    }

    /** Returns how many bytes wait for the rest of their picture. */
    int waiting() {
        return length;
    }

    /** Returns the next picture; empty if more bytes are needed. */
    Optional<byte[]> next() {
        if (!inPicture && !begin()) {
            return Optional.empty();
        }
        while (at + 1 < length) {
            int marker = bytes[at + 1] & 0xFF;
            if (bytes[at] != (byte) 0xFF || marker == 0 || (marker >= 0xD0 && marker <= 0xD7) || marker == 0x01) {
                at += inScan && bytes[at] == (byte) 0xFF ? 2 : 1;
            } else if (marker == 0xFF) {
                at++;
            } else if (marker == END) {
                return Optional.of(take(at + 2, at + 2));
            } else if (marker == START) {
                return Optional.of(take(at, at - headers(at)));
            } else if (at + 3 >= length) {
                return Optional.empty();
            } else {
                at += 2 + Math.max(2, (bytes[at + 2] & 0xFF) << 8 | (bytes[at + 3] & 0xFF));
                inScan = marker == SCAN;
            }
        }
        return Optional.empty();
    }

    /** Returns the picture at the end, which may lack its end marker. */
    Optional<byte[]> last() {
        Optional<byte[]> last =
                inPicture ? Optional.of(Arrays.copyOf(bytes, length - headers(length))) : Optional.empty();
        length = 0;
        inPicture = false;
        return last;
    }

    private boolean begin() {
        for (int i = 0; i + 2 < length; i++) {
            if (bytes[i] == (byte) 0xFF && bytes[i + 1] == (byte) START && bytes[i + 2] == (byte) 0xFF) {
                drop(i);
                inPicture = true;
                inScan = false;
                at = 2;
                return true;
            }
        }
        drop(Math.max(0, length - 2)); // its beginning may have come
        return false;
    }

    private byte[] take(int next, int end) {
        byte[] picture = Arrays.copyOf(bytes, end);
        drop(next);
        inPicture = false;
        return picture;
    }

    /** Returns how many bytes before there belong to the next part. */
    private int headers(int end) {
        int from = Math.max(0, end - LONGEST_HEADERS);
        Matcher part = NEXT_PART.matcher(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
        return part.find() ? end - from - part.start() : 0;
    }

    private void drop(int count) {
        System.arraycopy(bytes, count, bytes, 0, length - count);
        length -= count;
        at = 0;
    }
}
