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
 * Writes a recording block by block, beside its place until the first block with a record is there: what stood in that
 * place stays until then. Only the owner may read it, where the file system knows owners. What {@link #flush} has passed
 * on stays readable whatever happens to this process, and where the disk is full the file is cut back to it. Used by one
 * thread.
 */
public final class RecordingWriter implements Closeable {
    private static final int BLOCK_BYTES = 512 * 1024;

    /** Pictures are compressed already: their blocks are stored, which costs recording next to nothing. */
    private static final int STORED = 0;

    private static final int USUAL = 6;

    /** Cuts a file back to so many bytes. */
    @FunctionalInterface
    interface Cut {
        void to(long bytes) throws IOException;
    }

    private final String name;
    private final Counted out;
    private final Cut cut;
    private final DataFileWriter<SpecificRecordBase> blocks;
    private @Nullable Move move;
    private long whole;
    private boolean added;
    private boolean broken;

    /** A file that goes to its place when there is something in it. */
    private record Move(Path from, Path to, boolean overwrite) {
        void go() throws IOException {
            if (overwrite) {
                Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(from, to);
            }
        }
    }

    RecordingWriter(String name, OutputStream stream, Cut cut, boolean pictures) throws IOException {
        this.name = name;
        this.out = new Counted(stream);
        this.cut = cut;
        this.blocks = new DataFileWriter<>(new SpecificDatumWriter<>(RecordingFormat.SCHEMA, RecordingFormat.data()));
        blocks.setCodec(CodecFactory.deflateCodec(pictures ? STORED : USUAL));
        blocks.setSyncInterval(BLOCK_BYTES);
        blocks.setFlushOnEveryBlock(false);
        blocks.setMeta(RecordingFormat.META, RecordingFormat.VERSION);
        blocks.create(RecordingFormat.SCHEMA, out);
        flush();
    }

    /**
     * Begins a file, which is made with its first record; without one there is none.
     *
     * @param overwrite whether it may be there already; a device or pipe is written to
     * @param pictures whether it is for frames; otherwise for emotions
     * @throws FileAlreadyExistsException if it is there and may not be
     * @throws IOException if it cannot be written
     */
    public static RecordingWriter create(Path file, boolean overwrite, boolean pictures) throws IOException {
        if (Files.exists(file) && !overwrite) {
            throw new FileAlreadyExistsException(file.toString());
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return open(file, file, pictures);
        }
        Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        // Such a file is its owner's alone from the beginning.
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
     * @throws IOException if the disk takes no more; nothing can be added any more then
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
     * Passes on what was added so far, as a block of its own.
     *
     * @throws IOException if the disk takes no more; nothing can be added any more then
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

    /** Bytes of the file, without what is not yet passed on. */
    public long size() {
        return whole;
    }

    private IOException broken(Exception cause) {
        broken = true;
        try {
            cut.to(whole);
        } catch (IOException e) {
            cause.addSuppressed(e); // a torn last block, which readers tell
        }
        String reason = cause.getCause() instanceof IOException inner ? inner.getMessage() : cause.getMessage();
        return new IOException(
                name + " takes no more (" + reason + "); it can be read up to its " + whole + " bytes so far", cause);
    }

    /** Passes on the rest and closes the file. */
    @Override
    public void close() throws IOException {
        try {
            if (!broken) {
                flush();
            }
        } finally {
            out.stream.close(); // by itself: Avro would try once more to write what a full disk did not take
            if (move != null) {
                Files.deleteIfExists(move.from());
            }
        }
    }

    /** Knows how many bytes have gone. */
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
