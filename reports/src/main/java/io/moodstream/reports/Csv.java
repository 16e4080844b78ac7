package io.moodstream.reports;

import io.moodstream.reports.statistics.Band;
import io.moodstream.schemas.Emotion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables of findings: RFC 4180, UTF-8, instants in UTC, shares of 0 to 1. */
final class Csv {
    private static final String END = "\r\n";

    private Csv() {}

    /** A row a window; no shares where nothing is told. */
    static String timeline(Findings findings) {
        StringBuilder table = new StringBuilder(
                row(Stream.concat(Stream.of("from", "to", "participants", "readable_faces", "coverage"), names(""))));
        for (Window window : findings.timeline().windows()) {
            Stream<String> shares = Arrays.stream(Emotion.values())
                    .map(emotion -> window.isTold() ? number(window.shares()[emotion.ordinal()]) : "");
            Stream<String> start = Stream.of(
                    window.from().toString(),
                    window.to().toString(),
                    String.valueOf(window.participants()),
                    number(window.readable()),
                    number(window.coverage()));
            table.append(row(Stream.concat(start, shares)));
        }
        return table.toString();
    }

    /** A row an expression, of the whole lecture and of each slice. */
    static String shares(Findings findings) {
        StringBuilder table = new StringBuilder(
                row(Stream.of("part", "from", "to", "faces", "expression", "read", "estimate", "low", "high")));
        Mood mood = findings.mood();
        if (mood != null) {
            if (mood.whole() != null) {
                append(table, "whole", mood.whole());
            }
            mood.slices().forEach(slice -> append(table, "slice", slice));
        }
        return table.toString();
    }

    /** A row a change, its shares before and after. */
    static String changes(Findings findings) {
        StringBuilder table = new StringBuilder(row(Stream.of(
                        Stream.of("at", "since", "p"),
                        names("before_"),
                        names("after_"),
                        Stream.of("marker_at", "marker"))
                .flatMap(columns -> columns)));
        List<MoodChange> changes =
                findings.mood() == null ? List.of() : findings.mood().changes();
        for (MoodChange change : changes) {
            List<String> cells = new ArrayList<>(
                    List.of(change.at().toString(), change.since().toString(), number(change.p())));
            change.before().values().forEach(share -> cells.add(number(share)));
            change.after().values().forEach(share -> cells.add(number(share)));
            Marker marker = change.marker();
            cells.add(marker == null ? "" : marker.at().toString());
            cells.add(marker == null ? "" : marker.text());
            table.append(row(cells.stream()));
        }
        return table.toString();
    }

    private static void append(StringBuilder table, String part, TimeSlice stretch) {
        stretch.estimated()
                .forEach((emotion, band) -> table.append(row(Stream.concat(
                        Stream.of(
                                part,
                                stretch.from().toString(),
                                stretch.to().toString(),
                                number(stretch.faces()),
                                emotion.name(),
                                number(stretch.read().getOrDefault(emotion, 0.0))),
                        numbers(band)))));
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

    private static String row(Stream<String> cells) {
        return cells.map(Csv::cell).collect(Collectors.joining(",", "", END));
    }

    /** Notes are free text: a spreadsheet shall not take one for a formula. */
    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
