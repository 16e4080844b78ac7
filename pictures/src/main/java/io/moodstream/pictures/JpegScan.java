package io.moodstream.pictures;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the scan of a sequential JPEG symbol by symbol, without making a picture of it (ITU-T T.81, section F.2.2).
 * Overwritten bytes nearly always lead to a code that does not exist, to more than 64 coefficients in a block, or to
 * more or fewer blocks than the picture has; OpenCV would fill in grey and only say so on stderr. Progressive and
 * arithmetic JPEGs, scans of some components only and files without tables are left to the walk through the markers.
 */
final class JpegScan {
    /** Some cameras pad their scans. */
    private static final int PADDING = 16;

    private final byte[] bytes;
    private final Map<Integer, HuffmanTable> tables = new HashMap<>();
    private int @Nullable [] frame;
    private int restartInterval;

    JpegScan(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Notes what a segment says, if the scan needs it. */
    void segment(int marker, int at, int length) {
        switch (marker) {
            case 0xC0, 0xC1 -> frame = new int[] {at, length};
            case 0xC4 -> tables(at + 2, at + length);
            case 0xDD -> restartInterval = length == 4 ? unsigned16(at + 2) : 0;
            default -> {
                // Nothing the scan's symbols depend on.
            }
        }
    }

    private void tables(int from, int to) {
        int at = from;
        while (at + 17 <= to) {
            int begin = at;
            HuffmanTable table = HuffmanTable.read(bytes, at + 1, to)
                    .orElseThrow(() -> new BrokenPictureException(
                            "corrupt-jpeg", "the Huffman table at byte " + begin + " is too long"));
            tables.put(bytes[at] & 0xFF, table);
            at += 17 + table.size();
        }
    }

    /**
     * Reads a scan, if it is one this class understands.
     *
     * @param header where the scan's header begins, after its marker
     * @return whether it is
     * @throws BrokenPictureException if the scan does not hold the picture's blocks exactly
     */
    boolean check(int header) {
        int[] sof = frame;
        if (sof == null || unsigned16(header) < 6) {
            return false;
        }
        int components = bytes[header + 2] & 0xFF;
        if (components == 0 || unsigned16(header) != 6 + 2 * components || sof[1] != 8 + 3 * components) {
            return false;
        }
        int[] blocks = new int[components];
        HuffmanTable[] dc = new HuffmanTable[components];
        HuffmanTable[] ac = new HuffmanTable[components];
        int widest = 1;
        int highest = 1;
        for (int c = 0; c < components; c++) {
            int sampling = bytes[sof[0] + 9 + 3 * c] & 0xFF;
            widest = Math.max(widest, sampling >> 4);
            highest = Math.max(highest, sampling & 15);
            // A scan of a single component is made of single blocks.
            blocks[c] = components == 1 ? 1 : (sampling >> 4) * (sampling & 15);
            int selectors = bytes[header + 4 + 2 * c] & 0xFF;
            HuffmanTable dcTable = tables.get(selectors >> 4);
            HuffmanTable acTable = tables.get(0x10 | (selectors & 15));
            if (dcTable == null || acTable == null) {
                return false;
            }
            dc[c] = dcTable;
            ac[c] = acTable;
        }
        int unitWidth = components == 1 ? 8 : 8 * widest;
        int unitHeight = components == 1 ? 8 : 8 * highest;
        long units = (long) ceil(unsigned16(sof[0] + 5), unitWidth) * ceil(unsigned16(sof[0] + 3), unitHeight);
        read(new JpegBits(bytes, header + unsigned16(header)), units, blocks, dc, ac);
        return true;
    }

    private void read(JpegBits bits, long units, int[] blocks, HuffmanTable[] dc, HuffmanTable[] ac) {
        for (long unit = 0; unit < units; unit++) {
            if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0) {
                end(bits, unit, units);
                bits.skipMarker();
            }
            for (int c = 0; c < blocks.length; c++) {
                for (int block = 0; block < blocks[c]; block++) {
                    if (!block(bits, dc[c], ac[c]) || bits.overrun()) {
                        throw new BrokenPictureException(
                                "corrupt-jpeg", "the picture data breaks off in unit " + unit + " of " + units);
                    }
                }
            }
        }
        end(bits, units, units);
    }

    private static void end(JpegBits bits, long unit, long units) {
        int left = bits.leftBeforeMarker();
        if (left > PADDING) {
            throw new BrokenPictureException(
                    "corrupt-jpeg", left + " bytes too many of picture data after unit " + unit + " of " + units);
        }
    }

    /** Reads a block, the difference of its mean and its coefficients; returns whether it could. */
    private static boolean block(JpegBits bits, HuffmanTable dc, HuffmanTable ac) {
        int size = dc.next(bits);
        if (size < 0 || size > 15) {
            return false;
        }
        bits.drop(size);
        return ac.skipCoefficients(bits);
    }

    private static int ceil(int length, int unit) {
        return (length + unit - 1) / unit;
    }

    private int unsigned16(int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }
}
