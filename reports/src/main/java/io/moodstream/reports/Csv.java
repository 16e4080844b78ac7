package io.moodstream.reports;

import io.moodstream.reports.statistics.Band;
import io.moodstream.schemas.Emotion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Tables of findings: RFC 4180, UTF-8, instants in UTC, shares of 0 to 1. */
final class Csv {
    private static final String END = "\r\n";

    private Csv() {}

    /** Returns the table of the windows, one row each; a window without a mood has no shares. */
    static String timeline(Findings findings) {
        CsvTable table = new CsvTable(Stream.of(
                        Stream.of("from", "to", "participants", "readable_faces", "coverage"),
                        names(""),
                        Stream.of("late_frames"))
                .flatMap(names -> names));
        for (Window window : findings.timeline().windows()) {
            Stream<String> shares = Arrays.stream(Emotion.values())
                    .map(emotion -> window.hasMood() ? number(window.shares()[emotion.ordinal()]) : "");
            Stream<String> start = Stream.of(
                    window.from().toString(),
                    window.to().toString(),
                    String.valueOf(window.participants()),
                    number(window.readable()),
                    number(window.coverage()));
            Stream<String> late = Stream.of(String.valueOf(window.lateFrames()));
            table.row(Stream.of(start, shares, late).flatMap(fields -> fields));
        }
        return table.text(END);
    }

    /** Returns the table of the shares, one row per expression, of the whole lecture and of each slice. */
    static String shares(Findings findings) {
        CsvTable table =
                new CsvTable(Stream.of("part", "from", "to", "faces", "expression", "read", "estimate", "low", "high"));
        Mood mood = findings.mood();
        if (mood != null) {
            if (mood.whole() != null) {
                append(table, "whole", mood.whole());
            }
            mood.slices().forEach(slice -> append(table, "slice", slice));
        }
        return table.text(END);
    }

    /** Returns the table of the changes, one row each, with the shares before and after. */
    static String changes(Findings findings) {
        CsvTable table = new CsvTable(Stream.of(
                        Stream.of("at", "since", "p"),
                        names("before_"),
                        names("after_"),
                        Stream.of("marker_at", "marker"))
                .flatMap(columns -> columns));
        List<MoodChange> changes =
                findings.mood() == null ? List.of() : findings.mood().changes();
        for (MoodChange change : changes) {
            List<String> cells = new ArrayList<>(
                    List.of(change.at().toString(), change.since().toString(), number(change.p())));
            change.before().values().forEach(share -> cells.add(number(share)));
            change.after().values().forEach(share -> cells.add(number(share)));
            Marker marker = change.marker();
            cells.add(marker == null ? "" : marker.at().toString());
            cells.add(marker == null ? "" : note(marker.text()));
            table.row(cells.stream());
        }
        return table.text(END);
    }

    private static void append(CsvTable table, String part, TimeSlice slice) {
        slice.estimated()
                .forEach((emotion, band) -> table.row(Stream.concat(
                        Stream.of(
                                part,
                                slice.from().toString(),
                                slice.to().toString(),
                                number(slice.faces()),
                                emotion.name(),
                                number(slice.read().getOrDefault(emotion, 0.0))),
                        numbers(band))));
    }

    private static Stream<String> numbers(Band band) {
        return Stream.of(number(band.share()), number(band.low()), number(band.high()));
    }

    private static Stream<String> names(String before) {
        return Arrays.stream(Emotion.values()).map(emotion -> before + emotion.name());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** Notes are free text: a spreadsheet must not take one for a formula, and a row is one line. */
    private static String note(String text) {
        String line = text.replaceAll("\\R", " ");
        return !line.isEmpty() && "=+-@\t".indexOf(line.charAt(0)) >= 0 ? "'" + line : line;
    }
}
