package io.moodstream.classifier.evaluation;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.text.CsvReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * FER+ (Barsoum et al. 2016, "Training Deep Networks for Facial Expression Recognition with Crowd-Sourced Label
 * Distribution"): a line of header, then for each row of {@code fer2013.csv} the part it belongs to and how many of ten
 * taggers voted for each label. Plain or gzip by its content.
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
            if (!csv.next().equals(HEADER)) {
                throw csv.fault("expected the header " + String.join(",", HEADER));
            }
            for (List<String> row = csv.next(); !row.isEmpty(); row = csv.next()) {
                votes.add(votes(row, csv));
            }
        }
        return votes;
    }

    private static FerPlusVotes votes(List<String> cells, CsvReader csv) {
        if (cells.size() != HEADER.size()) {
            throw csv.fault(cells.size() + " columns; expected " + String.join(",", HEADER));
        }
        List<Integer> counts = new ArrayList<>();
        for (FerPlusLabel label : FerPlusLabel.values()) {
            String cell = cells.get(1 + label.ordinal()).strip();
            if (!cell.matches("\\d{1,4}")) {
                throw csv.fault(label + " is " + cell + "; expected a number of votes, 0 or more");
            }
            counts.add(Integer.valueOf(cell));
        }
        return new FerPlusVotes(cells.get(0).strip(), counts);
    }
}
