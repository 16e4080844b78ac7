package io.moodstream.classifier.evaluation;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.text.CsvColumns;
import io.moodstream.kit.text.CsvReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * FER+ (Barsoum et al. 2016, "Training Deep Networks for Facial Expression Recognition with Crowd-Sourced Label
 * Distribution"), as its authors publish it in {@code fer2013new.csv}: a line of header, then for each row of
 * {@code fer2013.csv} the part it belongs to, the name of a picture, and how many of ten taggers voted for each label.
 * The name is not used and may be left out. Plain or gzip by its content.
 */
final class FerPlusCsv {
    private static final List<String> HEADER = Stream.concat(
                    Stream.of("Usage"), Arrays.stream(FerPlusLabel.values()).map(FerPlusLabel::name))
            .toList();

    private FerPlusCsv() {}

    /**
     * Returns all rows, in the file's order.
     *
     * @throws ConfigurationException naming file, line and what is expected, if the file cannot be read or is not of
     *     this form
     */
    static List<FerPlusVotes> read(Path file) {
        List<FerPlusVotes> votes = new ArrayList<>();
        try (CsvReader csv = CsvReader.open(file)) {
            CsvColumns columns = CsvColumns.read(csv).require(HEADER);
            for (List<String> row = columns.next(); !row.isEmpty(); row = columns.next()) {
                votes.add(votes(row, columns, csv));
            }
        }
        return votes;
    }

    private static FerPlusVotes votes(List<String> cells, CsvColumns columns, CsvReader csv) {
        List<Integer> counts = new ArrayList<>();
        for (FerPlusLabel label : FerPlusLabel.values()) {
            String cell = columns.cell(cells, label.name());
            if (!cell.matches("\\d{1,4}")) {
                throw csv.fault(label + " is " + cell + "; expected a number of votes, 0 or more");
            }
            counts.add(Integer.valueOf(cell));
        }
        return new FerPlusVotes(columns.cell(cells, "Usage"), counts);
    }
}
