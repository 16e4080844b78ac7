package io.moodstream.launcher.compare;

import io.moodstream.launcher.cli.JsonFile;
import io.moodstream.reports.CsvTable;
import io.moodstream.schemas.Emotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a comparison: everything as comparison.json, and tables for spreadsheets. */
final class RunFiles {
    private RunFiles() {}

    /** Writes comparison.json, table.csv, minutes.csv and windows.csv into a folder, which is created if missing. */
    static void write(RunComparison comparison, Path folder) throws IOException {
        Files.createDirectories(folder);
        JsonFile.write(folder.resolve("comparison.json"), comparison);
        write(folder.resolve("table.csv"), table(comparison));
        write(folder.resolve("minutes.csv"), spans(comparison.minutes()));
        write(folder.resolve("windows.csv"), spans(comparison.windows()));
    }

    private static void write(Path file, CsvTable table) throws IOException {
        Files.writeString(file, table.text(System.lineSeparator()));
    }

    private static CsvTable table(RunComparison comparison) {
        CsvTable table = new CsvTable(Stream.concat(Stream.of("a\\b"), names("")));
        comparison
                .table()
                .forEach((inA, row) -> table.row(Stream.concat(
                        Stream.of(inA.toString()), row.values().stream().map(String::valueOf))));
        return table;
    }

    private static CsvTable spans(List<RunComparison.Span> spans) {
        CsvTable table = new CsvTable(
                Stream.of(Stream.of("from_s", "to_s", "faces", "agreement", "difference"), names("a_"), names("b_"))
                        .flatMap(columns -> columns));
        spans.forEach(span -> table.row(Stream.of(
                        Stream.of(
                                seconds(span.fromSeconds()),
                                seconds(span.toSeconds()),
                                String.valueOf(span.faces()),
                                number(span.agreement()),
                                number(span.difference())),
                        shares(span.sharesA()),
                        shares(span.sharesB()))
                .flatMap(cells -> cells)));
        return table;
    }

    private static Stream<String> names(String prefix) {
        return Arrays.stream(Emotion.values()).map(emotion -> prefix + emotion);
    }

    private static Stream<String> shares(Map<Emotion, Double> shares) {
        return Arrays.stream(Emotion.values()).map(emotion -> number(shares.get(emotion)));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    private static String number(@Nullable Double number) {
        return number == null ? "" : String.format(Locale.ROOT, "%.4f", number);
    }
}
