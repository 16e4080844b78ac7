package io.moodstream.launcher.evaluate;

import io.moodstream.kit.ConfigurationException;
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
final class TruthCsv {
    private static final String FER_ROW = "fer_row";
    private static final List<String> NEEDED = List.of("start_s", "end_s", "x", "y", "w", "h", "emotion");

    private final CsvReader csv;
    private final List<String> columns;
    private final List<String> cells;

    private TruthCsv(CsvReader csv, List<String> columns, List<String> cells) {
        this.csv = csv;
        this.columns = columns;
        this.cells = cells;
    }

    /**
     * Reads a truth file.
     *
     * @throws ConfigurationException naming file, line and what is expected
     */
    static List<TruthFace> read(Path file) {
        List<TruthFace> faces = new ArrayList<>();
        try (CsvReader csv = CsvReader.open(file)) {
            List<String> columns = stripped(csv.next());
            if (!columns.containsAll(NEEDED)) {
                throw csv.fault("expected a header with the columns " + String.join(", ", NEEDED) + ", and " + FER_ROW
                        + " if the faces are FER2013's");
            }
            for (List<String> row = csv.next(); !row.isEmpty(); row = csv.next()) {
                faces.add(new TruthCsv(csv, columns, stripped(row)).face());
            }
        }
        if (faces.isEmpty()) {
            throw new ConfigurationException(file + " names no face");
        }
        return faces;
    }

    private static List<String> stripped(List<String> cells) {
        return cells.stream().map(String::strip).toList();
    }

    private TruthFace face() {
        if (cells.size() != columns.size()) {
            throw csv.fault(cells.size() + " columns; expected " + String.join(",", columns));
        }
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
                columns.contains(FER_ROW) ? OptionalInt.of(row()) : OptionalInt.empty());
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
        return cells.get(columns.indexOf(column));
    }

    private ConfigurationException fault(String column, String expected) {
        return csv.fault(column + " is " + cell(column) + "; expected " + expected);
    }
}
