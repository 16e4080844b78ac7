package io.moodstream.launcher.evaluate;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.text.CsvColumns;
import io.moodstream.kit.text.CsvReader;
import io.moodstream.schemas.Emotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Reads the known faces of a video: a header with the columns start_s, end_s, x, y, w, h and emotion, in any order, and
 * fer_row if the faces are from FER2013; then a line for each face. Seconds since the first frame, pixels of the video;
 * other columns are ignored.
 */
public final class TruthCsv {
    private static final String FER_ROW = "fer_row";
    private static final List<String> NEEDED = List.of("start_s", "end_s", "x", "y", "w", "h", "emotion");

    private final CsvReader csv;
    private final CsvColumns columns;
    private final List<String> cells;

    private TruthCsv(CsvReader csv, CsvColumns columns, List<String> cells) {
        this.csv = csv;
        this.columns = columns;
        this.cells = cells;
    }

    /**
     * Reads a truth file.
     *
     * @throws ConfigurationException naming file, line and what is expected
     */
    public static List<TruthFace> read(Path file) {
        List<TruthFace> faces = new ArrayList<>();
        try (CsvReader csv = CsvReader.open(file)) {
            CsvColumns columns = CsvColumns.read(csv).require(NEEDED);
            for (List<String> row = columns.next(); !row.isEmpty(); row = columns.next()) {
                faces.add(new TruthCsv(csv, columns, row).face());
            }
        }
        if (faces.isEmpty()) {
            throw new ConfigurationException(file + " names no face");
        }
        return faces;
    }

    private TruthFace face() {
        double start = number("start_s", 0);
        double end = number("end_s", 0);
        if (end <= start) {
            throw fault("end_s", "more than start_s, which is " + cell("start_s"));
        }
        return new TruthFace(
                start,
                end,
                new PixelBox(number("x", 0), number("y", 0), number("w", 1), number("h", 1)),
                emotion(),
                columns.has(FER_ROW) ? OptionalInt.of(row()) : OptionalInt.empty());
    }

    private double number(String column, double least) {
        try {
            double number = Double.parseDouble(cell(column));
            if (number >= least && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw fault(column, "a number, at least " + (int) least);
        }
        throw fault(column, "a number, at least " + (int) least);
    }

    private int row() {
        if (!cell(FER_ROW).matches("\\d{1,7}")) {
            throw fault(FER_ROW, "a row of FER2013, counted from 0");
        }
        return Integer.parseInt(cell(FER_ROW));
    }

    private Emotion emotion() {
        return Arrays.stream(Emotion.values())
                .filter(emotion -> emotion.name().equals(cell("emotion")))
                .findFirst()
                .orElseThrow(() -> fault("emotion", "one of " + Arrays.toString(Emotion.values())));
    }

    private String cell(String column) {
        return columns.cell(cells, column);
    }

    private ConfigurationException fault(String column, String expected) {
        return csv.fault(column + " is " + cell(column) + "; expected " + expected);
    }
}
