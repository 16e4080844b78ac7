package io.moodstream.classifier.evaluation;

import io.moodstream.classifier.Crop;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Progress;
import io.moodstream.kit.text.CsvColumns;
import io.moodstream.kit.text.CsvReader;
import io.moodstream.schemas.Emotion;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * FER2013 as its authors published it (Goodfellow et al. 2013), as {@code fer2013.csv} or {@code icml_face_data.csv}: a
 * line of header, then a face a line: a label of 0 to 6 in the order of {@link Emotion}, 48 x 48 grey values with
 * blanks between, the part it belongs to. The header says in which order. Read as a stream, plain or gzip by its
 * content.
 */
final class Fer2013Csv {
    private static final List<String> HEADER = List.of("emotion", "pixels", "Usage");
    private static final int SIDE = 48;

    private final CsvReader csv;
    private final CsvColumns columns;
    private final BiPredicate<Integer, String> wanted;
    private final Set<String> usages = new TreeSet<>();
    private int rows;
    private int faces;

    /** wanted: by row, counting from 0, and part. */
    private Fer2013Csv(CsvReader csv, BiPredicate<Integer, String> wanted) {
        this.csv = csv;
        this.columns = header(csv);
        this.wanted = wanted;
    }

    /**
     * Hands over all faces of one part, in the file's order.
     *
     * @param usage Training, PublicTest or PrivateTest
     * @return number of rows in the whole file
     * @throws ConfigurationException naming file, line and what is expected, if the file cannot be read, is not of this
     *     form or has no face of that part
     */
    static int read(Path file, String usage, Consumer<LabelledFace> each, Progress progress) {
        Fer2013Csv data = read(file, (row, part) -> part.equals(usage), each, progress);
        if (data.faces == 0) {
            throw new ConfigurationException(file + " holds no face of usage " + usage + "; it holds "
                    + (data.usages.isEmpty() ? "none" : data.usages));
        }
        return data.rows;
    }

    /**
     * Hands over some rows, whatever part they belong to, in the file's order.
     *
     * @param rows counting from 0 without the header
     * @throws ConfigurationException as {@link #read}, and if there is no such row
     */
    static void readRows(Path file, Set<Integer> rows, Consumer<LabelledFace> each, Progress progress) {
        Fer2013Csv data = read(file, (row, part) -> rows.contains(row), each, progress);
        if (data.faces < rows.size()) {
            throw new ConfigurationException(file + " holds " + data.rows + " rows, counted from 0; row "
                    + Collections.max(rows) + " was asked for");
        }
    }

    private static Fer2013Csv read(
            Path file, BiPredicate<Integer, String> wanted, Consumer<LabelledFace> each, Progress progress) {
        try (CsvReader csv = CsvReader.open(file)) {
            Fer2013Csv data = new Fer2013Csv(csv, wanted);
            data.read(each, progress);
            return data;
        }
    }

    private void read(Consumer<LabelledFace> each, Progress progress) {
        for (List<String> row = columns.next(); !row.isEmpty(); row = columns.next()) {
            row(row, each);
            csv.report(progress);
        }
    }

    private static CsvColumns header(CsvReader csv) {
        CsvColumns columns = CsvColumns.read(csv);
        if (columns.has(FerPlusLabel.NF.name()) && !columns.has("pixels")) {
            throw csv.fault("these are FER+'s votes, without pictures; expected fer2013.csv, and this file as --votes");
        }
        return columns.require(HEADER);
    }

    private void row(List<String> cells, Consumer<LabelledFace> each) {
        int row = rows++;
        String part = columns.cell(cells, "Usage");
        usages.add(part);
        if (wanted.test(row, part)) {
            faces++;
            Crop crop = new Crop(SIDE, pixels(columns.cell(cells, "pixels")));
            each.accept(new LabelledFace(row, label(columns.cell(cells, "emotion")), crop));
        }
    }

    private Emotion label(String text) {
        if (text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '6') {
            return Emotion.values()[text.charAt(0) - '0'];
        }
        throw csv.fault("emotion is " + text + "; expected 0 to 6");
    }

    private byte[] pixels(String text) {
        String[] greys = text.split("\\s+");
        if (greys.length != SIDE * SIDE) {
            throw csv.fault(greys.length + " pixels; expected 48 x 48 = 2304");
        }
        byte[] pixels = new byte[greys.length];
        for (int i = 0; i < greys.length; i++) {
            pixels[i] = grey(greys[i]);
        }
        return pixels;
    }

    private byte grey(String text) {
        try {
            int grey = Integer.parseInt(text);
            if (grey >= 0 && grey <= 255) {
                return (byte) grey;
            }
        } catch (NumberFormatException e) {
            throw csv.fault("a pixel is " + text + "; expected a whole number of 0 to 255");
        }
        throw csv.fault("a pixel is " + text + "; expected a whole number of 0 to 255");
    }
}
