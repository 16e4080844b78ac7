package io.moodstream.classifier.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Progress;
import io.moodstream.schemas.Emotion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Fer2013CsvTest {
    private static final String HEADER = "emotion,pixels,Usage\n";
    private static final Progress SILENT = (done, total) -> {};

    @TempDir
    private Path folder;

    @Test
    void readsThePartAskedFor() throws IOException {
        Path file = file(HEADER + row("3", 200, "Training") + row("6", 7, "PublicTest") + row("0", 255, "PublicTest"));

        List<LabelledFace> faces = read(file, "PublicTest");

        assertThat(faces).extracting(LabelledFace::truth).containsExactly(Emotion.neutral, Emotion.angry);
        assertThat(faces.get(1).crop().grey(47, 47)).isEqualTo(255);
    }

    @Test
    void readsTheRowsAskedForWhateverPartTheyAreOf() throws IOException {
        Path file = file(HEADER + row("3", 200, "Training") + row("6", 7, "PublicTest") + row("0", 255, "Training"));
        List<LabelledFace> faces = new ArrayList<>();

        Fer2013Csv.readRows(file, Set.of(0, 2), faces::add, SILENT);

        assertThat(faces).extracting(LabelledFace::row).containsExactly(0, 2);
        assertThat(faces).extracting(LabelledFace::truth).containsExactly(Emotion.happy, Emotion.angry);
        assertThatThrownBy(() -> Fer2013Csv.readRows(file, Set.of(0, 3), face -> {}, SILENT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + " holds 3 rows, counted from 0; row 3 was asked for");
    }

    @Test
    void knowsGzipByItsContent() throws IOException {
        Path file = folder.resolve("fer2013.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((HEADER + row("3", 1, "PublicTest")).getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(read(file, "PublicTest")).hasSize(1);
    }

    @Test
    void tellsHowFarItIs() throws IOException {
        Path file = file((HEADER + row("6", 7, "PublicTest")).replace("\n", "\r\n"));
        List<Long> done = new ArrayList<>();
        Fer2013Csv.read(file, "PublicTest", face -> {}, (at, total) -> {
            assertThat(total).isEqualTo(file.toFile().length());
            done.add(at);
        });
        assertThat(done).containsExactly(file.toFile().length());
    }

    static List<Arguments> asPeopleHaveThem() {
        String standard = HEADER + row("3", 7, "PublicTest");
        String other = "emotion, Usage, pixels\n3,PublicTest," + greys(2304, 7) + "\n";
        return List.of(
                Arguments.of("icml_face_data.csv", other),
                Arguments.of("byte order mark", "\uFEFF" + standard),
                Arguments.of("blank lines", standard.replace("\n", "\n\n") + " \n,,\n"),
                Arguments.of("quotes and CRLF", quoted(standard).replace("\n", "\r\n")),
                Arguments.of(
                        "row names of R", "\"\",\"emotion\",\"pixels\",\"Usage\"\n\"1\"," + row("3", 7, "PublicTest")),
                Arguments.of("upper case", standard.replace("emotion,pixels,Usage", "EMOTION,Pixels ,USAGE")),
                Arguments.of("semicolons", standard.replace(",", ";")),
                Arguments.of("tabs", standard.replace(",", "\t")),
                Arguments.of("blanks around", standard.replace(",", " , ")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("asPeopleHaveThem")
    void readsFilesAsPeopleHaveThem(String name, String text) throws IOException {
        List<LabelledFace> faces = read(file(text), "PublicTest");

        assertThat(faces).extracting(LabelledFace::truth).containsExactly(Emotion.happy);
        assertThat(faces.get(0).crop().grey(0, 0)).isEqualTo(7);
    }

    @Test
    void readsTheUnicodeOfASpreadsheet() throws IOException {
        String text = "\uFEFF" + (HEADER + row("3", 7, "PublicTest")).replace(",", "\t");
        Path file = Files.write(folder.resolve("utf16.txt"), text.getBytes(StandardCharsets.UTF_16LE));
        assertThat(read(file, "PublicTest")).hasSize(1);
    }

    private static String quoted(String text) {
        return text.lines()
                .map(line -> "\"" + line.replace(",", "\",\"") + "\"\n")
                .collect(Collectors.joining());
    }

    static List<Arguments> faults() {
        String good = row("3", 1, "PublicTest");
        String short2303 = "3," + greys(2303, 1) + ",PublicTest\n";
        return List.of(
                Arguments.of("", ", line 1: expected a header with the columns emotion, pixels, Usage; found none"),
                Arguments.of(
                        "emotion,pixels\n" + good,
                        ", line 1: expected a header with the columns emotion, pixels, Usage; found emotion, pixels"),
                Arguments.of(
                        "emotion,pixels,Usage,pixels\n" + good,
                        ", line 1: a column is there twice: emotion, pixels, Usage, pixels"),
                Arguments.of(
                        "Usage,Image name,neutral,NF\n",
                        ", line 1: these are FER+'s votes, without pictures; expected fer2013.csv, and this file as"
                                + " --votes"),
                Arguments.of(HEADER + good + "3;1 2 3\n", ", line 3: 1 columns; expected emotion,pixels,Usage"),
                Arguments.of(HEADER + good + short2303, ", line 3: 2303 pixels; expected 48 x 48 = 2304"),
                Arguments.of(HEADER + row("7", 1, "PublicTest"), ", line 2: emotion is 7; expected 0 to 6"),
                Arguments.of(HEADER + row("", 1, "PublicTest"), ", line 2: emotion is ; expected 0 to 6"),
                Arguments.of(
                        HEADER + row("3", 256, "PublicTest"),
                        ", line 2: a pixel is 256; expected a whole number of 0 to 255"),
                Arguments.of(
                        HEADER + good.replace(" 1 ", " x "),
                        ", line 2: a pixel is x; expected a whole number of 0 to 255"),
                Arguments.of(
                        HEADER + row("3", 1, "Training") + row("3", 1, "Test"),
                        " holds no face of usage PublicTest; it holds [Test, Training]"),
                Arguments.of(HEADER, " holds no face of usage PublicTest; it holds none"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("faults")
    void saysWhichLineIsWrongAndWhatIsExpected(String text, String message) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> read(file, "PublicTest"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + message);
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> read(folder.resolve("none.csv"), "PublicTest"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("There is no file " + folder.resolve("none.csv"));
    }

    @Test
    void saysThatAnArchiveIsCutShort() throws IOException {
        Path file = folder.resolve("cut.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((HEADER + row("3", 1, "PublicTest")).getBytes(StandardCharsets.US_ASCII));
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 12));
        assertThatThrownBy(() -> read(file, "PublicTest"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + " cannot be read: Unexpected end of ZLIB input stream");
    }

    private static List<LabelledFace> read(Path file, String usage) {
        List<LabelledFace> faces = new ArrayList<>();
        Fer2013Csv.read(file, usage, faces::add, SILENT);
        return faces;
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("fer2013.csv"), text);
    }

    private static String row(String label, int grey, String usage) {
        return label + "," + greys(2304, grey) + "," + usage + "\n";
    }

    private static String greys(int count, int grey) {
        return String.join(" ", Collections.nCopies(count, Integer.toString(grey)));
    }
}
