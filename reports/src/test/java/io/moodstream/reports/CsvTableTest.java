package io.moodstream.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CsvTableTest {
    @Test
    void quotesOnlyWhatHasToBeQuoted() {
        CsvTable table = new CsvTable(Stream.of("at", "note"));
        table.row(Stream.of("0.5000", "torque, derived"));
        table.row(Stream.of("", "she said \"yes\""));
        table.row(Stream.of("-1", "# 3; it's a long note \\ with umlauts äöü, no"));
        table.row(Stream.of("2026-03-02T08:10:00Z", " a note of more than twenty-four characters; \t blanks kept "));

        assertThat(table.text("\r\n")).isEqualTo("""
                        at,note\r
                        0.5000,"torque, derived"\r
                        ,"she said ""yes\"""\r
                        -1,"# 3; it's a long note \\ with umlauts äöü, no"\r
                        2026-03-02T08:10:00Z, a note of more than twenty-four characters; \t blanks kept \r
                        """);
    }

    @Test
    void aTableWithoutRowsIsItsHeader() {
        assertThat(new CsvTable(Stream.of("a", "b")).text("\n")).isEqualTo("a,b\n");
    }
}
