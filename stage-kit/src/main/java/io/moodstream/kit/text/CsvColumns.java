package io.moodstream.kit.text;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Finds the cells of a CSV file by the names in its header, in any order, upper or lower case, blanks around them. */
public final class CsvColumns {
    private final CsvReader csv;
    private final List<String> names;
    private final List<String> lower;

    private CsvColumns(CsvReader csv, List<String> names) {
        this.csv = csv;
        this.names = names;
        this.lower = names.stream().map(CsvColumns::lower).toList();
    }

    /** Reads the header. */
    public static CsvColumns read(CsvReader csv) {
        return new CsvColumns(csv, csv.next().stream().map(String::strip).toList());
    }

    /**
     * Checks that each of these columns is there once; others may be, too.
     *
     * @throws io.moodstream.kit.ConfigurationException naming file, line, and the columns that are there
     */
    public CsvColumns require(List<String> needed) {
        List<String> wanted = needed.stream().map(CsvColumns::lower).toList();
        if (!lower.containsAll(wanted)) {
            throw csv.fault("expected a header with the columns " + String.join(", ", needed) + "; found "
                    + (names.isEmpty() ? "none" : String.join(", ", names)));
        }
        List<String> ours = lower.stream().filter(wanted::contains).toList();
        if (new HashSet<>(ours).size() < ours.size()) {
            throw csv.fault("a column is there twice: " + String.join(", ", names));
        }
        return this;
    }

    /** Returns whether there is a column of this name. */
    public boolean has(String name) {
        return lower.contains(lower(name));
    }

    /**
     * Returns the next row, no cells after the last.
     *
     * @throws io.moodstream.kit.ConfigurationException if it has fewer cells than the header, or more that are not blank
     */
    public List<String> next() {
        List<String> row = csv.next();
        boolean tooLong = row.stream().skip(names.size()).anyMatch(cell -> !cell.isBlank());
        if (!row.isEmpty() && (row.size() < names.size() || tooLong)) {
            throw csv.fault(row.size() + " columns; expected " + String.join(",", names));
        }
        return row;
    }

    /** Returns a cell of a row, without blanks around it. */
    public String cell(List<String> row, String name) {
        return row.get(lower.indexOf(lower(name))).strip();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
