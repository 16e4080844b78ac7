package io.moodstream.classifier.evaluation;

import io.moodstream.kit.ConfigurationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * FER+ (Barsoum et al. 2016, "Training Deep Networks for Facial Expression Recognition with Crowd-Sourced Label
 * Distribution"): a line of header, then for each row of {@code fer2013.csv} the part it belongs to and how many of ten
 * taggers voted for each label. Plain or gzip by its content.
 */
final class FerPlusCsv {
    private static final String HEADER = Stream.concat(
                    Stream.of("Usage"), Arrays.stream(FerPlusLabel.values()).map(FerPlusLabel::name))
            .collect(Collectors.joining(","));

    private FerPlusCsv() {}

    /**
     * All rows, in the file's order.
     *
     * @throws ConfigurationException naming file, line and what is expected, if the file cannot be read or is not of
     *     this form
     */
    static List<FerPlusVotes> read(Path file) {
        List<FerPlusVotes> rows = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Fer2013Csv.unpacked(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            requireHeader(file, lines.readLine());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(row(line, file + ", line " + (rows.size() + 2) + ": "));
            }
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("There is no file " + file);
        } catch (IOException e) {
            throw new ConfigurationException(file + " cannot be read on: " + e);
        }
        return rows;
    }

    private static void requireHeader(Path file, @Nullable String header) {
        if (!HEADER.equals(header)) {
            throw new ConfigurationException(file + ", line 1: expected the header " + HEADER);
        }
    }

    private static FerPlusVotes row(String line, String place) {
        String[] cells = line.split(",", -1);
        if (cells.length != 1 + FerPlusLabel.values().length) {
            throw new ConfigurationException(place + cells.length + " columns; expected " + HEADER);
        }
        List<Integer> counts = new ArrayList<>();
        for (FerPlusLabel label : FerPlusLabel.values()) {
            String cell = cells[1 + label.ordinal()].strip();
            if (!cell.matches("\\d{1,4}")) {
                throw new ConfigurationException(
                        place + label + " is " + cell + "; expected a number of votes, 0 or more");
            }
            counts.add(Integer.valueOf(cell));
        }
        return new FerPlusVotes(cells[0].strip(), counts);
    }
}
