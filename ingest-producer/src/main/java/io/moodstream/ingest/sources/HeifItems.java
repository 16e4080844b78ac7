package io.moodstream.ingest.sources;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Looks whether each coded picture in a HEIC or AVIF (ISO/IEC 23008-12) has bytes. FFmpeg 8.0.1 ends the process where
 * one has none: it reads a table of sizes that is not there.
 */
final class HeifItems {
    private static final Set<String> CODED = Set.of("hvc1", "av01", "jpeg", "avc1", "vvc1");
    private static final int HEAD = 8;

    private final ByteBuffer file;
    private final Set<Integer> coded = new HashSet<>();
    private final Set<Integer> places = new HashSet<>();
    private boolean listed;
    private boolean located;

    private HeifItems(byte[] file) {
        this.file = ByteBuffer.wrap(file);
    }

    /**
     * @param file the file's bytes
     * @throws IOException if a picture in it has no bytes
     */
    static void requireBytes(byte[] file) throws IOException {
        HeifItems items = new HeifItems(file);
        try {
            items.read();
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("its table of pictures is cut off");
        }
        items.coded.removeAll(items.places);
        if (!items.coded.isEmpty()) {
            throw new IOException("a picture in it has no bytes");
        }
    }

    /** Reads all boxes but those of the pictures themselves, however they lie in one another. */
    private void read() {
        for (long at = 0, size; at + HEAD <= file.limit(); at += size) {
            int start = (int) at;
            size = Integer.toUnsignedLong(file.getInt(start));
            size = size == 1 ? file.getLong(start + HEAD) : size;
            boolean last = size < HEAD || size > file.limit() - at;
            size = last ? file.limit() - at : size;
            if (!text(start + 4).equals("mdat")) {
                look(start + HEAD, (int) (at + size));
            }
        }
    }

    /** FFmpeg takes the first of each. */
    private void look(int from, int to) {
        for (int at = from; at + HEAD <= to; at++) {
            int type = file.getInt(at);
            if (type == 0x69696e66 && !listed) { // iinf
                listed = true;
                readItems(file.duplicate().position(at + 4));
            } else if (type == 0x696c6f63 && !located) { // iloc
                located = true;
                readPlaces(file.duplicate().position(at + 4));
            }
        }
    }

    /** FFmpeg takes each box in the list for an item, whatever its type is. */
    private void readItems(ByteBuffer box) {
        boolean many = box.getInt() >>> 24 > 0;
        int count = many ? box.getInt() : box.getShort() & 0xffff;
        for (int i = 0; i < count; i++) {
            int start = box.position();
            int size = box.getInt(start);
            if (size < HEAD) {
                throw new IllegalArgumentException("no box");
            }
            boolean wide = box.get(start + HEAD) > 2;
            if (CODED.contains(text(start + HEAD + (wide ? 10 : 8)))) {
                coded.add(wide ? box.getInt(start + HEAD + 4) : box.getShort(start + HEAD + 4) & 0xffff);
            }
            box.position(start + size);
        }
    }

    private void readPlaces(ByteBuffer box) {
        int version = box.getInt() >>> 24;
        int sizes = box.getShort() & 0xffff;
        int count = version < 2 ? box.getShort() & 0xffff : box.getInt();
        for (int i = 0; i < count; i++) {
            int item = version < 2 ? box.getShort() & 0xffff : box.getInt();
            int base = (sizes >> 4) & 0xf;
            box.position(box.position() + (version > 0 ? 2 : 0) + 2 + base);
            int extents = box.getShort() & 0xffff;
            box.position(box.position() + (sizes >> 12));
            long length = number(box, (sizes >> 8) & 0xf);
            if (extents == 1 && (int) length != 0) { // FFmpeg takes 32 bits of it, and no item of several parts
                places.add(item);
            }
        }
    }

    private static long number(ByteBuffer box, int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = (number << 8) | (box.get() & 0xff);
        }
        return number;
    }

    private String text(int at) {
        byte[] text = new byte[4];
        file.get(at, text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
