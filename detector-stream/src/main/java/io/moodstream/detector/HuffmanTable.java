package io.moodstream.detector;

/** A JPEG's Huffman table (ITU-T T.81, annex C and section F.2.2.3), for reading symbols bit by bit. */
final class HuffmanTable {
    private static final int LONGEST = 16;

    private final int[] largestCode = new int[LONGEST + 2];
    private final int[] firstIndex = new int[LONGEST + 1];
    private final int[] firstCode = new int[LONGEST + 1];
    private final byte[] symbols;

    /**
     * @param counts number of codes of each length, 16 of them
     * @param symbols in the order of their codes
     */
    HuffmanTable(int[] counts, byte[] symbols) {
        this.symbols = symbols;
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            firstIndex[length] = index;
            firstCode[length] = code;
            largestCode[length] = counts[length - 1] == 0 ? -1 : code + counts[length - 1] - 1;
            index += counts[length - 1];
            code = (code + counts[length - 1]) << 1;
        }
    }

    /** The next symbol, 0 to 255, or -1 if the bits are no code. */
    int next(JpegBits bits) {
        int code = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code = (code << 1) | bits.next(1);
            if (code <= largestCode[length] && code >= firstCode[length]) {
                return symbols[firstIndex[length] + code - firstCode[length]] & 0xFF;
            }
        }
        return -1;
    }
}
