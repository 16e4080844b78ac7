package io.moodstream.recordings;

import io.moodstream.schemas.RecordingHeader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording record by record; at most one block is in memory. Damaged and incomplete blocks are skipped and
 * reported by {@link #damages}. Records of older schemas are converted to the current ones. Used by one thread.
 */
public final class RecordingReader implements Closeable {
    /** Further damages are skipped without a report, so that memory does not grow. */
    private static final int MOST_DAMAGES = 1000;

    private final AvroBlocks blocks;
    private final SpecificDatumReader<SpecificRecordBase> records;
    private final Deque<SpecificRecordBase> waiting = new ArrayDeque<>();
    private final List<Damage> damages = new ArrayList<>();
    private @Nullable RecordingHeader header;
    private long blockCount;

    private RecordingReader(AvroBlocks blocks, Schema written) {
        this.blocks = blocks;
        this.records = new SpecificDatumReader<>(written, RecordingFormat.SCHEMA, RecordingFormat.data());
    }

    /**
     * Opens a recording.
     *
     * @throws ForeignFileException if it is another kind of file, or a recording of a newer version
     * @throws IOException if it cannot be read; the message says why
     */
    public static RecordingReader open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ForeignFileException(file + (Files.exists(file) ? " is not a file" : " does not exist"));
        }
        AvroBlocks blocks = AvroBlocks.open(file);
        try {
            return new RecordingReader(blocks, schema(file, blocks));
        } catch (IOException | RuntimeException e) {
            blocks.close();
            throw e;
        }
    }

    private static Schema schema(Path file, AvroBlocks blocks) throws IOException {
        Optional<String> version = blocks.text(RecordingFormat.META);
        if (version.isEmpty()) {
            throw new ForeignFileException(file + " is another kind of Avro file, not a recording of a lecture");
        }
        if (!version.get().equals(RecordingFormat.VERSION)) {
            throw new ForeignFileException(file + " is a recording of version " + version.get()
                    + "; this software reads version " + RecordingFormat.VERSION);
        }
        try {
            return new Schema.Parser().parse(blocks.text("avro.schema").orElse(""));
        } catch (AvroRuntimeException e) {
            throw new IOException(file + " has a damaged header: its schema cannot be read", e);
        }
    }

    /** Returns whether a file has the header of a recording. */
    public static boolean isRecording(Path file) {
        try (RecordingReader reader = open(file)) {
            return reader.blockCount == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Returns the next record: a header, a frame, emotions or an event of a lecture.
     *
     * @return empty after the last one
     * @throws IOException if the file cannot be read
     */
    public Optional<SpecificRecordBase> next() throws IOException {
        while (waiting.isEmpty()) {
            long at = blocks.position();
            try {
                AvroBlocks.Block block = blocks.next();
                if (block == null) {
                    return Optional.empty();
                }
                decode(block);
                blockCount++;
            } catch (EOFException e) {
                skip(at, "its size is impossible");
            } catch (IOException e) {
                skip(at, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) { // Avro's, in the words of classes
                skip(at, "its bytes are no records of a recording");
            }
        }
        SpecificRecordBase record = waiting.remove();
        if (record instanceof RecordingHeader newer) {
            header = newer;
        }
        return Optional.of(record);
    }

    /** Decodes all records of a block, or none if one of them is damaged. */
    private void decode(AvroBlocks.Block block) throws IOException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(block.bytes(), null);
        List<SpecificRecordBase> decoded = new ArrayList<>();
        for (long i = 0; i < block.records(); i++) {
            decoded.add(records.read(null, decoder));
        }
        if (!decoder.isEnd()) {
            throw new IOException("there is more in it than its records");
        }
        waiting.addAll(decoded);
    }

    private void skip(long at, String reason) throws IOException {
        blocks.resume(at + 1);
        boolean truncated = blocks.position() >= blocks.size() && !blocks.endsWithMark();
        if (damages.size() < MOST_DAMAGES) {
            damages.add(new Damage(at, blocks.position() - at, truncated ? "it is incomplete" : reason, truncated));
        }
    }

    /** Returns the latest header read so far, which is the most complete one. */
    public Optional<RecordingHeader> header() {
        return Optional.ofNullable(header);
    }

    /** Returns the parts that could not be read so far, at most the first thousand. */
    public List<Damage> damages() {
        return Collections.unmodifiableList(damages);
    }

    /** Returns how many whole blocks were read so far. */
    public long blocks() {
        return blockCount;
    }

    /** Returns the compression of the file: deflate or null. */
    public String codec() {
        return blocks.codec();
    }

    @Override
    public void close() throws IOException {
        blocks.close();
    }
}
