package io.moodstream.recordings;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the blocks of an Avro container file one after another. Avro's own reader accepts a file that is cut at the
 * beginning of a block as complete, and trusts damaged sizes; this one knows where each block begins and ends, and
 * finds the next block after damage.
 */
final class AvroBlocks implements Closeable {
    private static final byte[] MAGIC = {'O', 'b', 'j', 1};
    private static final int SYNC_BYTES = 16;

    /** Far larger than any block that is written here. */
    private static final int LARGEST_BYTES = 64 * 1024 * 1024;

    /**
     * Holds a whole block.
     *
     * @param records how many are in it
     * @param bytes its records, uncompressed
     * @param at where it begins in the file
     */
    record Block(long records, byte[] bytes, long at) {}

    private final SeekableByteChannel channel;
    private final Map<String, byte[]> meta = new HashMap<>();
    private final byte[] sync = new byte[SYNC_BYTES];
    private final boolean deflated;
    private InputStream in;
    private long position;

    private AvroBlocks(Path file, SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new ForeignFileException(file + " is not a recording: it is not an Avro container file");
        }
        position = MAGIC.length;
        readHeader(file);
        String codec = text("avro.codec").orElse("null");
        if (!codec.equals("deflate") && !codec.equals("null")) {
            throw new ForeignFileException(file + " is compressed by " + codec + "; expected deflate or null");
        }
        this.deflated = codec.equals("deflate");
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws ForeignFileException if it is another kind of file
     * @throws IOException if it cannot be read or ends in the header
     */
    static AvroBlocks open(Path file) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file);
        try {
            return new AvroBlocks(file, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void readHeader(Path file) throws IOException {
        BinaryDecoder decoder = DecoderFactory.get().directBinaryDecoder(new Counting(), null);
        try {
            for (long entries = decoder.readMapStart(); entries > 0; entries = decoder.mapNext()) {
                for (long i = 0; i < entries; i++) {
                    String key = new String(bytes(decoder), StandardCharsets.UTF_8);
                    meta.put(key, bytes(decoder));
                }
            }
            decoder.readFixed(sync);
        } catch (EOFException e) {
            throw new IOException(file + " ends in its header: nothing in it can be read", e);
        } catch (RuntimeException e) {
            throw new IOException(file + " has a damaged header: " + e.getMessage(), e);
        }
    }

    /** Reads a text or bytes; Avro would make room for any length before it sees that the file is shorter. */
    private byte[] bytes(BinaryDecoder decoder) throws IOException {
        long length = decoder.readLong();
        if (length < 0 || length > Math.min(LARGEST_BYTES, size() - position)) {
            throw new EOFException("end of file");
        }
        byte[] bytes = new byte[(int) length];
        decoder.readFixed(bytes);
        return bytes;
    }

    /** Returns an entry of the file's metadata. */
    Optional<String> text(String key) {
        return Optional.ofNullable(meta.get(key)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Returns the compression of the blocks: deflate or null. */
    String codec() {
        return deflated ? "deflate" : "null";
    }

    /** Returns where the next block begins, bytes from the beginning of the file. */
    long position() {
        return position;
    }

    /** Returns the size of the file, bytes. */
    long size() throws IOException {
        return channel.size();
    }

    /**
     * Returns the next block; null at the end of the file.
     *
     * @throws EOFException if the file ends in the block
     * @throws IOException if the block is damaged
     */
    @Nullable
    Block next() throws IOException {
        long at = position;
        if (at >= size()) {
            return null;
        }
        BinaryDecoder decoder = DecoderFactory.get().directBinaryDecoder(new Counting(), null);
        long records = decoder.readLong();
        long bytes = decoder.readLong();
        if (records < 0 || bytes < 0 || bytes > LARGEST_BYTES) {
            throw new IOException("its sizes are impossible");
        }
        if (bytes + SYNC_BYTES > size() - position) {
            throw new EOFException("end of file");
        }
        byte[] block = new byte[(int) bytes];
        decoder.readFixed(block);
        byte[] mark = new byte[SYNC_BYTES];
        decoder.readFixed(mark);
        if (!Arrays.equals(mark, sync)) {
            throw new IOException("the mark at its end is missing");
        }
        return new Block(records, deflated ? inflate(block) : block, at);
    }

    /** Continues after the first sync mark from this position on; at the end of the file if there is none. */
    void resume(long from) throws IOException {
        seek(from);
        byte[] window = new byte[1 << 16];
        int kept = 0;
        long begin = from;
        while (true) {
            int read = in.readNBytes(window, kept, window.length - kept);
            int length = kept + read;
            int found = indexOf(window, length);
            if (found >= 0) {
                seek(begin + found + SYNC_BYTES);
                return;
            }
            if (read == 0) {
                seek(size());
                return;
            }
            kept = Math.min(SYNC_BYTES - 1, length);
            System.arraycopy(window, length - kept, window, 0, kept);
            begin += length - kept;
        }
    }

    /** Returns whether the file ends with a complete block. */
    boolean endsWithMark() throws IOException {
        long back = position;
        seek(Math.max(0, size() - SYNC_BYTES));
        boolean mark = Arrays.equals(in.readNBytes(SYNC_BYTES), sync);
        seek(back);
        return mark;
    }

    private int indexOf(byte[] window, int length) {
        for (int i = 0; i + SYNC_BYTES <= length; i++) {
            if (Arrays.equals(window, i, i + SYNC_BYTES, sync, 0, SYNC_BYTES)) {
                return i;
            }
        }
        return -1;
    }

    private void seek(long to) throws IOException {
        channel.position(to);
        in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
        position = to;
    }

    private static byte[] inflate(byte[] block) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(block);
            ByteArrayOutputStream out = new ByteArrayOutputStream(block.length + 1024);
            byte[] part = new byte[1 << 16];
            while (!inflater.finished()) {
                int count = inflater.inflate(part);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new IOException("its compressed bytes are incomplete");
                }
                out.write(part, 0, count);
                if (out.size() > LARGEST_BYTES) {
                    throw new IOException("its sizes are impossible");
                }
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new IOException("its compressed bytes are damaged", e);
        } finally {
            inflater.end();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Reads from the channel and counts the position. */
    private final class Counting extends InputStream {
        @Override
        public int read() throws IOException {
            int value = in.read();
            position += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            position += Math.max(0, count);
            return count;
        }
    }
}
