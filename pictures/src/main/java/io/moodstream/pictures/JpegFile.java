package io.moodstream.pictures;

import static io.moodstream.pictures.JpegSegments.END;
import static io.moodstream.pictures.JpegSegments.SCAN;
import static io.moodstream.pictures.JpegSegments.START;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;

/** What a JPEG says of itself (ITU-T T.81, Exif 2.32), read and written without decoding it. */
public final class JpegFile {
    private static final int EXIF_OR_XMP = 0xE1;
    private static final int PHOTOSHOP = 0xED;
    /** Say what the colours are: YCbCr, or what is written in it. */
    private static final int JFIF = 0xE0;

    private static final int ADOBE = 0xEE;

    private static final int COMMENT = 0xFE;
    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};
    private static final byte[] EXIF_NAME = {'E', 'x', 'i', 'f'};
    private static final byte[] JFIF_NAME = {'J', 'F', 'I', 'F', 0};

    /** Length of a JFIF segment without a thumbnail (JFIF 1.02), bytes. */
    private static final int JFIF_LENGTH = 16;

    /** Encoders of progressive JPEGs write about ten. */
    private static final int MOST_SCANS = 64;

    private JpegFile() {}

    /**
     * Reads up to the first scan, which has to follow exactly one size, and counts the scans: decoding takes the pixels
     * times the scans, so a small file with thousands of them could take hours.
     */
    static PictureHeader header(byte[] jpeg) {
        JpegSegments segments = new JpegSegments(jpeg);
        int width = 0;
        int height = 0;
        boolean sized = false;
        boolean metadata = false;
        int marker = segments.next();
        for (; marker != SCAN && marker != END; marker = segments.next()) {
            if (segments.isFrameHeader()) {
                require(!sized, "the JPEG says its size twice");
                sized = true;
                height = segments.shortAt(3);
                width = segments.shortAt(5);
            }
            metadata |= marker == EXIF_OR_XMP || marker == PHOTOSHOP || marker == COMMENT;
        }
        require(sized, "the JPEG has no frame header (SOF) before its picture");
        require(width > 0 && height > 0, "the JPEG's size is " + width + "x" + height);
        require(marker == SCAN, "the JPEG ends before any picture data");
        if (scans(jpeg, segments) > MOST_SCANS) {
            throw new BrokenPictureException("too-many-scans", "the JPEG has more than " + MOST_SCANS + " scans");
        }
        return new PictureHeader(PictureFormat.JPEG, width, height, metadata);
    }

    private static void require(boolean good, String fault) {
        if (!good) {
            throw new BrokenPictureException("corrupt-jpeg", fault);
        }
    }

    /**
     * Checks that segments follow each other without a gap up to the end marker, and that the scan can be read.
     *
     * @return the JPEG, with an end marker if only that is missing: small cameras leave it out, or cut it off
     */
    static byte[] requireWhole(byte[] jpeg) {
        try {
            walk(jpeg);
            return jpeg;
        } catch (BrokenPictureException e) {
            if (!e.reason().equals(BrokenPictureException.TRUNCATED_JPEG)) {
                throw e;
            }
            return Stream.of(ended(jpeg, jpeg.length), ended(jpeg, withoutZeros(jpeg)))
                    .filter(JpegFile::isRead)
                    .findFirst()
                    .orElseThrow(() -> e);
        }
    }

    /** Returns the JPEG up to there, with an end marker, of which the first byte may be there already. */
    private static byte[] ended(byte[] jpeg, int length) {
        int end = length > 0 && jpeg[length - 1] == (byte) 0xFF ? length - 1 : length;
        byte[] ended = Arrays.copyOf(jpeg, end + 2);
        ended[end] = (byte) 0xFF;
        ended[end + 1] = (byte) END;
        return ended;
    }

    private static int withoutZeros(byte[] jpeg) {
        int length = jpeg.length;
        while (length > 0 && jpeg[length - 1] == 0) {
            length--;
        }
        return length;
    }

    private static boolean isRead(byte[] jpeg) {
        try {
            return walk(jpeg);
        } catch (BrokenPictureException e) {
            return false; // of the picture itself something is missing, too
        }
    }

    /** Walks through the JPEG, and returns whether its scan was read to its last block. */
    private static boolean walk(byte[] jpeg) {
        JpegSegments segments = new JpegSegments(jpeg);
        JpegScan scan = new JpegScan(jpeg);
        int scanned = 0;
        for (int marker = segments.next(); marker != END; marker = segments.next()) {
            scan.segment(marker, segments.start(), segments.end() - segments.start());
            if (marker == SCAN) {
                scanned = segments.start();
                segments.skipScan();
            }
        }
        return scan.check(scanned);
    }

    /** Returns the JPEG with what says how it stands and what its colours are, without other segments and comments. */
    static byte[] stripMetadata(byte[] jpeg) {
        ByteBuffer out = ByteBuffer.allocate(jpeg.length);
        out.putShort((short) (0xFF00 | START));
        JpegSegments segments = new JpegSegments(jpeg);
        for (int marker = segments.next(); marker != SCAN; marker = segments.next()) {
            boolean application = marker >= 0xE0 && marker <= 0xEF;
            if (marker == JFIF
                    && begins(jpeg, segments, JFIF_NAME)
                    && segments.end() - segments.start() >= JFIF_LENGTH) {
                out.putShort((short) (0xFF00 | JFIF)).putShort((short) JFIF_LENGTH);
                out.put(jpeg, segments.start() + 2, JFIF_LENGTH - 4).putShort((short) 0); // no thumbnail
            } else if ((!application && marker != COMMENT) || marker == ADOBE || isExif(marker, jpeg, segments)) {
                out.putShort((short) (0xFF00 | marker)).put(jpeg, segments.start(), segments.end() - segments.start());
            }
        }
        out.putShort((short) (0xFF00 | SCAN)).put(jpeg, segments.start(), jpeg.length - segments.start());
        return Arrays.copyOf(out.array(), out.position());
    }

    private static boolean isExif(int marker, byte[] jpeg, JpegSegments segments) {
        return marker == EXIF_OR_XMP && begins(jpeg, segments, EXIF_NAME); // what follows it is not always zeros
    }

    private static boolean begins(byte[] jpeg, JpegSegments segments, byte[] name) {
        int at = segments.start() + 2;
        return at + name.length <= jpeg.length && Arrays.equals(jpeg, at, at + name.length, name, 0, name.length);
    }

    /**
     * Counts the scans from the first one up to the end of the picture, behind which phones put whole films. Where a
     * decoder would have to look for the next marker, everything that looks like a scan counts.
     *
     * @param segments at the first scan
     */
    private static int scans(byte[] jpeg, JpegSegments segments) {
        int scans = 0;
        try {
            for (int marker = SCAN; marker != END; marker = segments.next()) {
                if (marker == SCAN) {
                    scans++;
                    segments.skipScan();
                }
            }
        } catch (BrokenPictureException e) {
            for (int at = segments.end(); at + 1 < jpeg.length; at = JpegBits.nextFF(jpeg, at + 1)) {
                scans += jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) SCAN ? 1 : 0;
            }
        }
        return scans;
    }

    /**
     * Returns the JPEG with an EXIF segment that says how it stands, and nothing else; the same JPEG where it stands
     * upright already.
     *
     * @param orientation 1 to 8, as EXIF has it: 1 is upright
     */
    public static byte[] withOrientation(byte[] jpeg, int orientation) {
        if (orientation == 1) {
            return jpeg;
        }
        ByteBuffer turned = ByteBuffer.allocate(jpeg.length + 36);
        turned.put(jpeg, 0, 2); // start of image
        turned.putShort((short) (0xFF00 | EXIF_OR_XMP)).putShort((short) 34).put(EXIF);
        turned.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 1); // TIFF, big-endian, one entry
        turned.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        turned.putShort((short) 0).putInt(0); // padding of the value; no further directory
        return turned.put(jpeg, 2, jpeg.length - 2).array();
    }
}
