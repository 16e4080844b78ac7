package io.moodstream.launcher.evaluate;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.schemas.Emotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a video shows: a header with the columns start_s, end_s, x, y, w, h and emotion, in any order, and fer_row if
 * the faces are FER2013's; then a line a face. Seconds since the first frame, pixels of the video; other columns are
 * ignored.
 */
final class TruthCsv {
    private static final String FER_ROW = "fer_row";
    private static final List<String> NEEDED = List.of("start_s", "end_s", "x", "y", "w", "h", "emotion");

    private final List<String> columns;
    private final String[] cells;
    private final String place;

    private TruthCsv(List<String> columns, String[] cells, String place) {
        this.columns = columns;
        this.cells = cells;
        this.place = place;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigurationException naming file, line and what is expected
     */
    static List<TruthFace> read(Path file) {
        try {
            return parse(Files.readAllLines(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("There is no file " + file);
        } catch (IOException e) {
            throw new ConfigurationException(file + " cannot be read: " + e);
        }
    }

    /** The same of lines; name: their file, for messages. */
    static List<TruthFace> parse(List<String> lines, String name) {
        List<String> columns =
                lines.isEmpty() ? List.of() : Arrays.asList(lines.get(0).strip().split(",", -1));
        if (!columns.containsAll(NEEDED)) {
            throw new ConfigurationException(name + ", line 1: expected a header with the columns "
                    + String.join(", ", NEEDED) + ", and " + FER_ROW + " if the faces are FER2013's");
        }
        List<TruthFace> faces = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).strip().split(",", -1);
            faces.add(new TruthCsv(columns, cells, name + ", line " + (i + 1) + ": ").face());
        }
        if (faces.isEmpty()) {
            throw new ConfigurationException(name + " names no face");
        }
        return faces;
    }

    private TruthFace face() {
        if (cells.length != columns.size()) {
            throw new ConfigurationException(place + cells.length + " columns; expected " + String.join(",", columns));
        }
        double start = number("start_s", 0);
        double end = number("end_s", 0);
        if (end <= start) {
            throw fault("end_s", "more than start_s, which is " + cell("start_s"));
        }
        return new TruthFace(
                start,
                end,
                new Box(number("x", 0), number("y", 0), number("w", 1), number("h", 1)),
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
        return cells[columns.indexOf(column)];
    }

    private ConfigurationException fault(String column, String expected) {
        return new ConfigurationException(place + column + " is " + cell(column) + "; expected " + expected);
    }
}
