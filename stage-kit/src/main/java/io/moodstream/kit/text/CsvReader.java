package io.moodstream.kit.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Progress;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads a CSV file row by row, as programs leave it: plain or gzip by its content, with or without a byte order mark,
 * cells separated by commas, semicolons or tabs. Rows without content are skipped. Faults name the file and the line.
 */
public final class CsvReader implements AutoCloseable {
    /** Leaves the file open at its end, so that the amount read can still be queried. */
    private static final CsvFactory CSV =
            CsvFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build();

    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int BUFFER = 1 << 16;
    private static final String SEPARATORS = ",;\t";

    private final Path file;
    private final SeekableByteChannel bytes;
    private final Reader text;
    private final CsvParser rows;
    private int line = 1;

    private CsvReader(Path file, SeekableByteChannel bytes) throws IOException {
        this.file = file;
        this.bytes = bytes;
        this.text = decoded(unpacked(Channels.newInputStream(bytes)));
        this.rows = CSV.createParser(text);
        rows.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator(text)));
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
            throw new ConfigurationException(file + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Returns the cells of the next row, none after the last.
     *
     * @throws ConfigurationException if the rest of the file cannot be read, or is not CSV
     */
    public List<String> next() {
        try {
            List<String> cells = row();
            while (!cells.isEmpty() && cells.stream().allMatch(String::isBlank)) {
                cells = row();
            }
            return cells;
        } catch (JsonProcessingException e) {
            throw fault("not readable as CSV: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw fault("cannot be read on: " + e.getMessage());
        }
    }

    private List<String> row() throws IOException {
        List<String> cells = new ArrayList<>();
        if (rows.nextToken() != null) {
            line = rows.currentLocation().getLineNr();
            while (rows.nextToken() != JsonToken.END_ARRAY) {
                cells.add(rows.getText());
            }
        }
        return cells;
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
            throw fault("cannot be read on: " + e.getMessage());
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

    /** Returns the text; a byte order mark says which Unicode it is, otherwise it is UTF-8. */
    private static Reader decoded(InputStream raw) throws IOException {
        PushbackInputStream in = new PushbackInputStream(raw, 3);
        byte[] mark = in.readNBytes(3);
        String start = HexFormat.of().formatHex(mark);
        Charset charset = start.startsWith("fffe")
                ? StandardCharsets.UTF_16LE
                : start.startsWith("feff") ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
        int skipped = charset != StandardCharsets.UTF_8 ? 2 : start.equals("efbbbf") ? 3 : 0;
        in.unread(mark, skipped, mark.length - skipped);
        return new BufferedReader(new InputStreamReader(in, charset), BUFFER);
    }

    /** Returns what separates the cells of the header: whichever is in it most often. */
    private static char separator(Reader text) throws IOException {
        int[] counts = new int[SEPARATORS.length()];
        text.mark(BUFFER);
        for (int i = 0, next = text.read(); i < BUFFER - 1 && next >= 0 && next != '\n'; i++, next = text.read()) {
            int separator = SEPARATORS.indexOf(next);
            if (separator >= 0) {
                counts[separator]++;
            }
        }
        text.reset();
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return SEPARATORS.charAt(most);
    }
}
