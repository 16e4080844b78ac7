package io.moodstream.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFilesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"a.jpg", "a.JPG", "a.b.Jpeg", "a.jpe", "a.jif", "a.jfif", "a.PNG", "a.tiff", "a.HEIC", "a.avif"})
    void picturesAreToldByTheirNames(String name) {
        assertThat(PictureFiles.isPicture(Path.of("pictures", name))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "jpg", "a.jpg.txt", "Thumbs.db", "a."})
    void othersAreNone(String name) {
        assertThat(PictureFiles.isPicture(Path.of(name, "b.txt"))).isFalse();
        assertThat(PictureFiles.isPicture(Path.of("pictures.jpg", name))).isFalse();
    }

    @Test
    void hiddenFilesBeginWithADot() {
        assertThat(PictureFiles.isHidden(Path.of("a", "._IMG_1.JPG"))).isTrue();
        assertThat(PictureFiles.isHidden(Path.of(".a", "IMG_1.JPG"))).isFalse();
    }

    @Test
    void numbersInNamesAreComparedAsNumbers() {
        assertThat(Stream.of(
                                "f10.png",
                                "f2.png",
                                "f1b.png",
                                "f1.png",
                                "f02.png",
                                "f1-10",
                                "f1-9",
                                "g",
                                "f",
                                "99999999999999999999")
                        .map(Path::of)
                        .sorted(PictureFiles.BY_NAME))
                .map(Path::toString)
                .containsExactly(
                        "99999999999999999999",
                        "f",
                        "f1-9",
                        "f1-10",
                        "f1.png",
                        "f1b.png",
                        "f02.png",
                        "f2.png",
                        "f10.png",
                        "g");
    }

    @Test
    void exifSaysHowATiffStands() {
        byte[] tiff = {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0};
        assertThat(Exif.orientation(tiff)).isEqualTo(6);
        byte[] webp = new byte[20 + tiff.length];
        System.arraycopy(
                new byte[] {'R', 'I', 'F', 'F', 0, 0, 0, 0, 'W', 'E', 'B', 'P', 'E', 'X', 'I', 'F', 22},
                0,
                webp,
                0,
                17);
        System.arraycopy(tiff, 0, webp, 20, tiff.length);
        assertThat(Exif.orientation(webp)).isEqualTo(6);
        assertThat(Exif.orientation(new byte[] {'I', 'I', 42, 0, 100, 0, 0, 0})).isEqualTo(1);
    }
}
