package io.moodstream.launcher.compare;

import io.moodstream.launcher.cli.JsonFile;
import io.moodstream.schemas.Emotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a comparison: everything as comparison.json, and tables for spreadsheets. */
final class RunFiles {
    private RunFiles() {}

    /** Writes comparison.json, table.csv, minutes.csv and windows.csv into a folder, which is created if missing. */
    static void write(RunComparison comparison, Path folder) throws IOException {
        Files.createDirectories(folder);
        JsonFile.write(folder.resolve("comparison.json"), comparison);
        Files.write(folder.resolve("table.csv"), table(comparison));
        Files.write(folder.resolve("minutes.csv"), spans(comparison.minutes()));
        Files.write(folder.resolve("windows.csv"), spans(comparison.windows()));
    }

    private static List<String> table(RunComparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add("a\\b," + names(""));
        comparison
                .table()
                .forEach((inA, row) -> lines.add(
                        inA + "," + row.values().stream().map(String::valueOf).collect(Collectors.joining(","))));
        return lines;
    }

    private static List<String> spans(List<RunComparison.Span> spans) {
        List<String> lines = new ArrayList<>();
        lines.add("from_s,to_s,faces,agreement,difference," + names("a_") + "," + names("b_"));
        for (RunComparison.Span span : spans) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%.3f,%.3f,%d,%s,%s,%s,%s",
                    span.fromSeconds(),
                    span.toSeconds(),
                    span.faces(),
                    number(span.agreement()),
                    number(span.difference()),
                    shares(span.sharesA()),
                    shares(span.sharesB())));
        }
        return lines;
    }

    private static String names(String prefix) {
        return Arrays.stream(Emotion.values()).map(emotion -> prefix + emotion).collect(Collectors.joining(","));
    }

    private static String shares(Map<Emotion, Double> shares) {
        return Arrays.stream(Emotion.values())
                .map(emotion -> number(shares.get(emotion)))
                .collect(Collectors.joining(","));
    }

    private static String number(@Nullable Double number) {
        return number == null ? "" : String.format(Locale.ROOT, "%.4f", number);
    }
}
