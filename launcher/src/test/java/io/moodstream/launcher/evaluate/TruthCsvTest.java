package io.moodstream.launcher.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.schemas.Emotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TruthCsvTest {
    private static final String HEADER = "start_s,end_s,tile,x,y,w,h,emotion,fer_row";

    @TempDir
    private Path folder;

    @Test
    void readsWhatAVideoShows() throws IOException {
        assertThat(TruthCsv.read(file(List.of(HEADER, "0,3.5,0,72,16,112,112,sad,31290"))))
                .containsExactly(
                        new TruthFace(0, 3.5, new PixelBox(72, 16, 112, 112), Emotion.sad, OptionalInt.of(31290)));
    }

    @Test
    void needsNoRowsOfFer2013AndPassesOverWhatItDoesNotKnow() throws IOException {
        assertThat(TruthCsv.read(file(List.of("composite,emotion,h,w,y,x,end_s,start_s", "c-1,happy,4,3,2,1,6,5"))))
                .containsExactly(new TruthFace(5, 6, new PixelBox(1, 2, 3, 4), Emotion.happy, OptionalInt.empty()));
    }

    static List<Arguments> faults() {
        String header = "t.csv, line 1: expected a header with the columns start_s, end_s, x, y, w, h, emotion; found ";
        return List.of(
                Arguments.of(List.of(), header + "none"),
                Arguments.of(List.of("start,end,x,y,w,h,emotion"), header + "start, end, x, y, w, h, emotion"),
                Arguments.of(List.of(HEADER), "t.csv names no face"),
                Arguments.of(List.of(HEADER, "0,3"), "t.csv, line 2: 2 columns; expected " + HEADER),
                Arguments.of(
                        List.of(HEADER, "0,3,0,72,16,112,112,sad,1", "0,three,0,72,16,112,112,sad,1"),
                        "t.csv, line 3: end_s is three; expected a number, at least 0"),
                Arguments.of(
                        List.of(HEADER, "3.5,3.5,0,72,16,112,112,sad,1"),
                        "t.csv, line 2: end_s is 3.5; expected more than start_s, which is 3.5"),
                Arguments.of(
                        List.of(HEADER, "0,3,0,72,16,0,112,sad,1"),
                        "t.csv, line 2: w is 0; expected a number, at least 1"),
                Arguments.of(
                        List.of(HEADER, "0,3,0,72,16,112,112,bored,1"),
                        "t.csv, line 2: emotion is bored; expected one of [angry, disgust, fear, happy, sad, surprise,"
                                + " neutral]"),
                Arguments.of(
                        List.of(HEADER, "0,3,0,72,16,112,112,sad,-1"),
                        "t.csv, line 2: fer_row is -1; expected a row of FER2013, counted from 0"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("faults")
    void saysWhichLineIsWrongAndWhatIsExpected(List<String> lines, String message) throws IOException {
        Path file = file(lines);
        assertThatThrownBy(() -> TruthCsv.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(folder + "/" + message);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> TruthCsv.read(Path.of("no/such.csv")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("There is no file no/such.csv");
    }

    private Path file(List<String> lines) throws IOException {
        return Files.write(folder.resolve("t.csv"), lines);
    }
}
