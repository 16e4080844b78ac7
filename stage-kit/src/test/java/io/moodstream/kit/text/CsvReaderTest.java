package io.moodstream.kit.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderTest {
    @TempDir
    private Path folder;

    @Test
    void readsRowByRow() throws IOException {
        try (CsvReader csv = CsvReader.open(file("a,b\r\n1,\"x,\"\"y\"\"\"\n\n, 2 "))) {
            assertThat(csv.next()).containsExactly("a", "b");
            assertThat(csv.next()).containsExactly("1", "x,\"y\"");
            assertThat(csv.next()).containsExactly("", " 2 ");
            assertThat(csv.next()).isEmpty();
        }
    }

    @Test
    void recognizesGzipByItsContent() throws IOException {
        Path file = folder.resolve("t.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(new byte[] {'a', ',', 'b'});
        }
        try (CsvReader csv = CsvReader.open(file)) {
            assertThat(csv.next()).containsExactly("a", "b");
        }
    }

    @Test
    void namesTheLineOnWhichARowBegins() throws IOException {
        Path file = file("a,b\n1,\"two\nlines\"\n3,4\n");
        try (CsvReader csv = CsvReader.open(file)) {
            List<String> places = new ArrayList<>();
            while (!csv.next().isEmpty()) {
                places.add(String.valueOf(csv.fault("wrong").getMessage()));
            }
            assertThat(places)
                    .containsExactly(file + ", line 1: wrong", file + ", line 2: wrong", file + ", line 4: wrong");
        }
    }

    @Test
    void reportsTheProgressToTheEnd() throws IOException {
        Path file = file("a,b\n1,2\n");
        try (CsvReader csv = CsvReader.open(file)) {
            while (!csv.next().isEmpty()) {
                csv.report((done, total) -> assertThat(done).isLessThanOrEqualTo(total));
            }
            csv.report((done, total) -> assertThat(done).isEqualTo(total).isEqualTo(8));
        }
    }

    @Test
    void aQuoteThatIsNotClosedIsAFault() throws IOException {
        Path file = file("a,b\n1,\"2\n");
        try (CsvReader csv = CsvReader.open(file)) {
            csv.next();
            assertThatThrownBy(csv::next)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage(file + ", line 2: not readable as CSV: Missing closing quote for value");
        }
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = folder.resolve("none.csv");
        assertThatThrownBy(() -> CsvReader.open(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("There is no file " + file);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("t.csv"), text);
    }
}
