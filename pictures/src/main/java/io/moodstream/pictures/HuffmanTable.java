package io.moodstream.pictures;

/** A JPEG's Huffman table (ITU-T T.81, annex C and section F.2.2.3), for reading symbols bit by bit. */
final class HuffmanTable {
    private static final int LONGEST = 16;

    /** Codes up to this length, which are nearly all, are looked up instead of searched. */
    private static final int SHORT = 9;

    private final int[] largestCode = new int[LONGEST + 2];
    private final int[] firstIndex = new int[LONGEST + 1];
    private final int[] firstCode = new int[LONGEST + 1];
    private final byte[] symbols;
    private final short[] shortCodes = new short[1 << SHORT];

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
            for (int i = 0; length <= SHORT && i < counts[length - 1]; i++) {
                lookUp(code + i, length, symbols[index + i] & 0xFF);
            }
            index += counts[length - 1];
            code = (code + counts[length - 1]) << 1;
        }
    }

    /** All short bit patterns that begin with the code. */
    private void lookUp(int code, int length, int symbol) {
        int from = code << (SHORT - length);
        int to = Math.min(shortCodes.length, (code + 1) << (SHORT - length));
        for (int i = from; i < to; i++) {
            shortCodes[i] = (short) ((length << 8) | symbol);
        }
    }

    /** The next symbol, 0 to 255, or -1 if the bits are no code. */
    int next(JpegBits bits) {
        int known = shortCodes[bits.peek(SHORT)];
        if (known != 0) {
            bits.skip(known >> 8);
            return known & 0xFF;
        }
        int ahead = bits.peek(LONGEST);
        for (int length = SHORT + 1; length <= LONGEST; length++) {
            int code = ahead >> (LONGEST - length);
            if (code <= largestCode[length] && code >= firstCode[length]) {
                bits.skip(length);
                return symbols[firstIndex[length] + code - firstCode[length]] & 0xFF;
            }
        }
        return -1;
    }
}
