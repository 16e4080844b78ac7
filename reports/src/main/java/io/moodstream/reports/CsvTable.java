package io.moodstream.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds a table as CSV: cells with commas or quotes are quoted, all others are not (RFC 4180). No cell may contain a
 * line break.
 */
public final class CsvTable {
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();

    private final List<List<String>> rows = new ArrayList<>();

    /** Creates a table whose first row has the names of the columns. */
    public CsvTable(Stream<String> columns) {
        row(columns);
    }

    /** Adds a row. */
    public void row(Stream<String> cells) {
        rows.add(cells.toList());
    }

    /**
     * Returns the text of the table.
     *
     * @param lineEnd what ends each row
     */
    public String text(String lineEnd) {
        ObjectWriter writer =
                CSV.writer(CsvSchema.builder().setLineSeparator(lineEnd).build());
        try {
            return writer.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The table cannot be written: " + e.getOriginalMessage(), e);
        }
    }
}
