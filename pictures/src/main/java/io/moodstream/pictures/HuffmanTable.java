package io.moodstream.pictures;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG's Huffman table (ITU-T T.81, annex C and section F.2.2.3). The walk through a scan needs no values, only how
 * many bits and how many coefficients there are, so one look at the next bits covers several symbols at once.
 */
final class HuffmanTable {
    private static final int LONGEST = 16;

    /** Bits that are looked at at once: two or three symbols of a table of coefficients, with their values. */
    static final int LOOK = 11;

    static final int MASK = (1 << LOOK) - 1;

    private final int[] largestCode = new int[LONGEST + 2];
    private final int[] firstIndex = new int[LONGEST + 1];
    private final int[] firstCode = new int[LONGEST + 1];
    private final byte[] symbols;

    /** For each pattern of bits its first symbol and that one's length, 0 if the code is longer: {@code length << 8 | symbol}. */
    private final short[] first = new short[1 << LOOK];

    /**
     * For each pattern what all symbols have in common that lie in it with their values: {@code bits << 8 | end << 7 | places},
     * where end says that the last one ends the block; 0 if not even one does. Made when it is needed: the tables of
     * means do without.
     */
    private volatile short @Nullable [] whole;

    /** Nearly all cameras write the same few tables (ITU-T T.81, annex K), so that they need not be made for each picture. */
    private static final Map<ByteBuffer, HuffmanTable> KNOWN = new ConcurrentHashMap<>();

    private static final int MOST_KNOWN = 64;

    private HuffmanTable(int[] counts, byte[] symbols) {
        this.symbols = symbols;
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            firstIndex[length] = index;
            firstCode[length] = code;
            largestCode[length] = counts[length - 1] == 0 ? -1 : code + counts[length - 1] - 1;
            for (int i = 0; length <= LOOK && i < counts[length - 1]; i++) {
                lookUp(code + i, length, symbols[index + i] & 0xFF);
            }
            index += counts[length - 1];
            code = (code + counts[length - 1]) << 1;
        }
    }

    /**
     * Reads a table, or returns the one that was made of the same bytes.
     *
     * @param at where the numbers of codes of each length begin, 16 bytes, which the symbols follow in the order of
     *     their codes
     * @param end of the segment
     * @return nothing if there are more codes than the segment holds, or than there are symbols
     */
    static Optional<HuffmanTable> read(byte[] bytes, int at, int end) {
        int[] counts = new int[LONGEST];
        int total = 0;
        for (int i = 0; i < LONGEST; i++) {
            counts[i] = bytes[at + i] & 0xFF;
            total += counts[i];
        }
        int length = LONGEST + total;
        if (total > 256 || at + length > end) {
            return Optional.empty();
        }
        ByteBuffer key = ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, at + length));
        HuffmanTable table = KNOWN.get(key);
        if (table == null) {
            table = new HuffmanTable(counts, Arrays.copyOfRange(bytes, at + LONGEST, at + length));
            if (KNOWN.size() < MOST_KNOWN) {
                KNOWN.put(key, table);
            }
        }
        return Optional.of(table);
    }

    /** Returns how many codes there are. */
    int size() {
        return symbols.length;
    }

    /** Notes a code's symbol for all patterns that begin with it. */
    private void lookUp(int code, int length, int symbol) {
        int from = code << (LOOK - length);
        int to = Math.min(first.length, (code + 1) << (LOOK - length));
        for (int i = from; i < to; i++) {
            first[i] = (short) ((length << 8) | symbol);
        }
    }

    private short[] wholes() {
        short[] made = whole;
        if (made == null) {
            made = new short[1 << LOOK];
            for (int pattern = 0; pattern < made.length; pattern++) {
                made[pattern] = (short) whole(pattern);
            }
            whole = made;
        }
        return made;
    }

    private int whole(int pattern) {
        int bits = 0;
        int places = 0;
        while (true) {
            int known = first[(pattern << bits) & (first.length - 1)];
            int symbol = known & 0xFF;
            int after = bits + (known >> 8) + (symbol & 15);
            if (known == 0 || after > LOOK) {
                return (bits << 8) | places;
            }
            bits = after;
            if (endsBlock(symbol)) {
                return (bits << 8) | 0x80 | places;
            }
            places += (symbol >> 4) + 1;
            if (places > 63) {
                return 0;
            }
        }
    }

    private static boolean endsBlock(int symbol) {
        return (symbol & 15) == 0 && symbol >> 4 < 15;
    }

    /** Returns the next symbol, 0 to 255, or -1 if the bits are no code. */
    int next(JpegBits bits) {
        int known = first[bits.peek(LOOK)];
        if (known != 0) {
            bits.skip(known >> 8);
            return known & 0xFF;
        }
        int ahead = bits.peek(LONGEST);
        for (int length = LOOK + 1; length <= LONGEST; length++) {
            int code = ahead >> (LONGEST - length);
            if (code <= largestCode[length] && code >= firstCode[length]) {
                bits.skip(length);
                return symbols[firstIndex[length] + code - firstCode[length]] & 0xFF;
            }
        }
        return -1;
    }

    /** Moves behind the coefficients of a block, runs of zeros and values up to place 63; returns whether it could. */
    boolean skipCoefficients(JpegBits bits) {
        int place = 1;
        while (true) {
            place = bits.skipWhole(wholes(), place);
            if (place == JpegBits.END_OF_BLOCK) {
                return true;
            }
            int symbol = next(bits);
            if (symbol < 0) {
                return false;
            }
            if (endsBlock(symbol)) {
                return true;
            }
            place += (symbol >> 4) + 1;
            bits.drop(symbol & 15);
            if (place >= 64) {
                return place == 64;
            }
        }
    }
}
