package io.moodstream.kit.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Progress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads a CSV file row by row, plain or gzip by its content. Faults name the file and the line. */
public final class CsvReader implements AutoCloseable {
    /** Leaves the file open at its end, so that the amount read can still be queried. */
    private static final CsvFactory CSV =
            CsvFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final SeekableByteChannel bytes;
    private final InputStream text;
    private final CsvParser rows;
    private int line = 1;

    private CsvReader(Path file, SeekableByteChannel bytes) throws IOException {
        this.file = file;
        this.bytes = bytes;
        this.text = unpacked(Channels.newInputStream(bytes));
        this.rows = CSV.createParser(text);
    }

    /**
     * Opens a file.
     *
     * @throws ConfigurationException if the file does not exist or cannot be read
     */
    public static CsvReader open(Path file) {
        try {
            SeekableByteChannel bytes = Files.newByteChannel(file);
            try {
                return new CsvReader(file, bytes);
            } catch (IOException e) {
                bytes.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("There is no file " + file);
        } catch (IOException e) {
            throw new ConfigurationException(file + " cannot be read: " + e);
        }
    }

    /**
     * Returns the cells of the next row, none after the last.
     *
     * @throws ConfigurationException if the rest of the file cannot be read, or is not CSV
     */
    public List<String> next() {
        try {
            List<String> cells = new ArrayList<>();
            if (rows.nextToken() != null) {
                line = rows.currentLocation().getLineNr();
                while (rows.nextToken() != JsonToken.END_ARRAY) {
                    cells.add(rows.getText());
                }
            }
            return cells;
        } catch (JsonProcessingException e) {
            throw fault("not readable as CSV: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw fault("cannot be read on: " + e);
        }
    }

    /** Returns the line on which the last row begins, counted from 1. */
    public int line() {
        return line;
    }

    /** Reports how much of the file has been read. */
    public void report(Progress progress) {
        try {
            progress.at(bytes.position(), bytes.size());
        } catch (IOException e) {
            throw fault("cannot be read on: " + e);
        }
    }

    /** Creates an exception that says what is wrong with the last row. */
    public ConfigurationException fault(String what) {
        return new ConfigurationException(file + ", line " + line + ": " + what);
    }

    @Override
    public void close() {
        try (bytes;
                text) {
            rows.close();
        } catch (IOException e) {
            throw fault("cannot be closed: " + e);
        }
    }

    private static InputStream unpacked(InputStream raw) throws IOException {
        InputStream in = new BufferedInputStream(raw, BUFFER);
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(in, BUFFER) : in;
    }
}
