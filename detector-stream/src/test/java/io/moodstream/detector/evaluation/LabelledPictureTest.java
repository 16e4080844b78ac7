package io.moodstream.detector.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledPictureTest {
    @TempDir
    private Path folder;

    @Test
    void namesInCapitalsCountAndPicturesThatCannotBeReadOrHaveNoBoxesAreLeftOut() throws IOException {
        for (String name : List.of("a10.JPG", "a9.PNG", "b.webp", "c.HEIC", "._a9.PNG", "d.tiff", "e.jfif")) {
            write(name, "");
            write(name.substring(0, name.lastIndexOf('.')) + ".txt", "1 2 30 40 1\n");
        }
        write("without.jpg", "");

        assertThat(LabelledPicture.in(folder))
                .extracting(labelled -> String.valueOf(labelled.picture().getFileName()))
                .containsExactly("a9.PNG", "a10.JPG", "e.jfif");
    }

    @Test
    void aBoxFileThatIsNoTextIsNamed() throws IOException {
        write("a.jpg", "");
        Files.write(folder.resolve("a.txt"), new byte[] {'1', ' ', (byte) 0xFF});
        assertThatThrownBy(() -> LabelledPicture.in(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder.resolve("a.txt") + " is no text in UTF-8, expected a line for each face");
    }

    @Test
    void aBoxFileMayBeginWithAByteOrderMark() throws IOException {
        write("a.jpg", "");
        write("a.txt", "\ufeff1 2 30 40 1\r\n\r\n5 6 7 8 0\r\n");
        assertThat(LabelledPicture.in(folder))
                .singleElement()
                .satisfies(labelled -> assertThat(labelled.faces())
                        .extracting(LabelledPicture.Face::primary)
                        .containsExactly(true, false));
    }

    @Test
    void aFolderOfOtherPicturesOnlyIsRefused() throws IOException {
        write("a.webp", "");
        write("a.txt", "1 2 30 40 1");
        assertThatThrownBy(() -> LabelledPicture.in(folder))
                .hasMessageContaining("expected NAME.jpg or NAME.png beside NAME.txt");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
