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
 * Reads a recording record by record; no more than a block is in memory. Blocks that are damaged or cut are left out and
 * told by {@link #damages}. Records of older schemas come out as today's. Used by one thread.
 */
public final class RecordingReader implements Closeable {
    /** Further ones are passed over in silence; memory stays flat. */
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
     * @throws ForeignFileException if it is a file of another kind, or of a newer version
     * @throws IOException if it cannot be read, saying why
     */
    public static RecordingReader open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ForeignFileException(file + (Files.exists(file) ? " is no file" : " does not exist"));
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
            throw new ForeignFileException(file + " is an Avro file of another kind, no recording of a lecture");
        }
        if (!version.get().equals(RecordingFormat.VERSION)) {
            throw new ForeignFileException(file + " is a recording of version " + version.get()
                    + "; this software reads version " + RecordingFormat.VERSION);
        }
        try {
            return new Schema.Parser().parse(blocks.text("avro.schema").orElse(""));
        } catch (AvroRuntimeException e) {
            throw new IOException(file + " has a damaged header: " + e.getMessage(), e);
        }
    }

    /** Whether a file begins as an Avro container file does and says that it is a recording. */
    public static boolean isRecording(Path file) {
        try (RecordingReader reader = open(file)) {
            return reader.blockCount == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The next record: a header, a frame, emotions or an event of a lecture.
     *
     * @return empty after the last one
     * @throws IOException if the disk cannot be read
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
                skip(at, "its size makes no sense");
            } catch (IOException | RuntimeException e) {
                skip(at, String.valueOf(e.getMessage()));
            }
        }
        SpecificRecordBase record = waiting.remove();
        if (record instanceof RecordingHeader newer) {
            header = newer;
        }
        return Optional.of(record);
    }

    /** All records of a block or none. */
    private void decode(AvroBlocks.Block block) throws IOException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(block.bytes(), null);
        List<SpecificRecordBase> decoded = new ArrayList<>();
        for (long i = 0; i < block.records(); i++) {
            decoded.add(records.read(null, decoder));
        }
        if (!decoder.isEnd()) {
            throw new IOException("it holds more than its records");
        }
        waiting.addAll(decoded);
    }

    private void skip(long at, String reason) throws IOException {
        blocks.resume(at + 1);
        boolean truncated = blocks.position() >= blocks.size() && !blocks.endsWithMark();
        if (damages.size() < MOST_DAMAGES) {
            damages.add(new Damage(at, blocks.position() - at, truncated ? "it is cut" : reason, truncated));
        }
    }

    /** The latest header so far: it knows more than earlier ones. */
    public Optional<RecordingHeader> header() {
        return Optional.ofNullable(header);
    }

    /** What could not be read so far, at most the first thousand parts. */
    public List<Damage> damages() {
        return Collections.unmodifiableList(damages);
    }

    /** Whole blocks read so far. */
    public long blocks() {
        return blockCount;
    }

    /** How the file is compressed: deflate or null. */
    public String codec() {
        return blocks.codec();
    }

    @Override
    public void close() throws IOException {
        blocks.close();
    }
}
