package io.moodstream.recordings;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recording block by block. Until the first block with a record is complete it writes to a temporary file, so
 * that an existing file is kept until then. Only the owner may read the file, if the file system knows owners.
 * Everything before a {@link #flush} stays readable whatever happens to this process; if the disk is full, the file is
 * truncated to that. Used by one thread.
 */
public final class RecordingWriter implements Closeable {
    private static final int BLOCK_BYTES = 512 * 1024;

    /** Pictures are compressed already: their blocks are stored uncompressed, which costs next to nothing. */
    private static final int STORED = 0;

    private static final int DEFLATED = 6;

    /** Truncates a file to a number of bytes. */
    @FunctionalInterface
    interface Truncation {
        void to(long bytes) throws IOException;
    }

    private final String name;
    private final Counted out;
    private final Truncation truncation;
    private final DataFileWriter<SpecificRecordBase> blocks;
    private @Nullable Move move;
    private long whole;
    private boolean added;
    private boolean broken;

    /** Moves the temporary file to its final place. */
    private record Move(Path from, Path to, boolean overwrite) {
        void go() throws IOException {
            if (overwrite) {
                Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(from, to);
            }
        }
    }

    RecordingWriter(String name, OutputStream stream, Truncation truncation, boolean pictures) throws IOException {
        this.name = name;
        this.out = new Counted(stream);
        this.truncation = truncation;
        this.blocks = new DataFileWriter<>(new SpecificDatumWriter<>(RecordingFormat.SCHEMA, RecordingFormat.data()));
        blocks.setCodec(CodecFactory.deflateCodec(pictures ? STORED : DEFLATED));
        blocks.setSyncInterval(BLOCK_BYTES);
        blocks.setFlushOnEveryBlock(false);
        blocks.setMeta(RecordingFormat.META, RecordingFormat.VERSION);
        blocks.create(RecordingFormat.SCHEMA, out);
        flush();
    }

    /**
     * Creates a writer. The file itself is created with its first record; without records there is no file.
     *
     * @param overwrite whether the file may exist; an existing device or pipe is written to
     * @param pictures whether to write frames; otherwise emotions
     * @throws FileAlreadyExistsException if the file exists and must not be overwritten
     * @throws IOException if the file cannot be written
     */
    public static RecordingWriter create(Path file, boolean overwrite, boolean pictures) throws IOException {
        if (Files.exists(file) && !overwrite) {
            throw new FileAlreadyExistsException(file.toString());
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return open(file, file, pictures);
        }
        Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        // A temporary file belongs to its owner alone from the beginning.
        Path part = Files.createTempFile(place.getParent(), place.getFileName() + ".", ".part");
        try {
            RecordingWriter writer = open(file, part, pictures);
            writer.move = new Move(part, place, overwrite);
            return writer;
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    private static RecordingWriter open(Path name, Path file, boolean pictures) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        return new RecordingWriter(name.toString(), Channels.newOutputStream(channel), channel::truncate, pictures);
    }

    /**
     * Adds a record: a header, a frame, emotions or an event of a lecture.
     *
     * @throws IOException if the file cannot be written; nothing can be added after that
     */
    public void append(SpecificRecordBase record) throws IOException {
        try {
            blocks.append(record);
            added = true;
        } catch (IOException | RuntimeException e) {
            throw broken(e);
        }
    }

    /**
     * Writes what was added so far to the file, as a block of its own.
     *
     * @throws IOException if the file cannot be written; nothing can be added after that
     */
    public void flush() throws IOException {
        try {
            blocks.flush();
            whole = out.count;
            if (move != null && added) {
                move.go();
                move = null;
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Returns the size of the file, bytes, without what is not flushed yet. */
    public long size() {
        return whole;
    }

    private IOException broken(Exception cause) {
        broken = true;
        try {
            truncation.to(whole);
        } catch (IOException e) {
            cause.addSuppressed(e); // readers report the incomplete last block
        }
        String reason = cause.getCause() instanceof IOException inner ? inner.getMessage() : cause.getMessage();
        return new IOException(
                "Cannot write to " + name + " any more (" + reason + "); its first " + whole + " bytes can be read",
                cause);
    }

    /** Writes the rest and closes the file. */
    @Override
    public void close() throws IOException {
        try {
            if (!broken) {
                flush();
            }
        } finally {
            out.stream.close(); // not through Avro, which would try once more to write what did not fit on the disk
            if (move != null) {
                Files.deleteIfExists(move.from());
            }
        }
    }

    /** Counts the bytes that are written. */
    private static final class Counted extends OutputStream {
        private final OutputStream stream;
        private long count;

        Counted(OutputStream stream) {
            this.stream = stream;
        }

        @Override
        public void write(int value) throws IOException {
            stream.write(value);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            stream.write(bytes, offset, length);
            count += length;
        }

        @Override
        public void flush() throws IOException {
            stream.flush();
        }
    }
}
