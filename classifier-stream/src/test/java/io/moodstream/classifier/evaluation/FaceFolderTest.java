package io.moodstream.classifier.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.schemas.Emotion;
import java.awt.Color;
import java.awt.Graphics;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceFolderTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeADataSet() throws IOException {
        picture("train/happy/1.png", 10, BufferedImage.TYPE_BYTE_GRAY);
        picture("test/happy/PublicTest_10.PNG", 100, BufferedImage.TYPE_BYTE_GRAY);
        picture("test/angry/PublicTest_2.jpg", 200, BufferedImage.TYPE_BYTE_GRAY);
        picture("test/Sadness/a.png", 77, BufferedImage.TYPE_INT_RGB);
        picture("test/contempt/a.png", 77, BufferedImage.TYPE_BYTE_GRAY);
        Files.writeString(folder.resolve("test/happy/._PublicTest_10.PNG"), "what an archive leaves");
        Files.writeString(folder.resolve("test/.DS_Store"), "what a folder's window leaves");
        Files.writeString(folder.resolve("README.md"), "about it");
    }

    @Test
    void readsFoldersOfExpressionsInFoldersOfParts() {
        List<LabelledFace> faces = read(folder, null);

        assertThat(faces)
                .extracting(LabelledFace::truth)
                .containsExactlyInAnyOrder(Emotion.sad, Emotion.angry, Emotion.happy);
        assertThat(grey(faces, Emotion.happy)).isEqualTo(100);
        assertThat(grey(faces, Emotion.sad)).isEqualTo(77);
        assertThat(read(folder, "Training")).singleElement().returns(Emotion.happy, LabelledFace::truth);
        assertThat(read(folder, "train")).hasSize(1);
        assertThat(read(folder, "PrivateTest")).hasSize(3);
    }

    @Test
    void greysWithAlphaAndOfSixteenBitsStayAsTheyAre() throws IOException {
        ColorSpace grey = ColorSpace.getInstance(ColorSpace.CS_GRAY);
        write(
                "test/happy/PublicTest_10.PNG",
                new ComponentColorModel(grey, true, false, Transparency.TRANSLUCENT, DataBuffer.TYPE_BYTE),
                80,
                255);
        write(
                "test/angry/PublicTest_2.png",
                new ComponentColorModel(grey, false, false, Transparency.OPAQUE, DataBuffer.TYPE_USHORT),
                80 * 257);
        Files.delete(folder.resolve("test/angry/PublicTest_2.jpg"));
        Files.writeString(folder.resolve("test/angry/1.webp"), "left out");
        List<LabelledFace> faces = read(folder, null);
        assertThat(grey(faces, Emotion.happy)).isEqualTo(80);
        assertThat(grey(faces, Emotion.angry)).isEqualTo(80);
    }

    private void write(String name, ComponentColorModel model, int... values) throws IOException {
        WritableRaster raster = model.createCompatibleWritableRaster(48, 48);
        for (int i = 0; i < 48 * 48; i++) {
            raster.setPixel(i % 48, i / 48, values);
        }
        ImageIO.write(
                new BufferedImage(model, raster, false, null),
                "png",
                folder.resolve(name).toFile());
    }

    @Test
    void readsTheFolderOfOnePart() {
        assertThat(read(folder.resolve("test"), null)).hasSize(3);
        assertThat(read(folder.resolve("test"), "PublicTest")).hasSize(3);
        assertFault(folder.resolve("test"), "Training", "--usage=Training: ");
    }

    @Test
    void saysWhatIsWrongAndWhatIsExpected() throws IOException {
        assertFault(folder, "dev", "--usage=dev: " + folder + " holds the folders test, train; expected parts such as");
        assertFault(folder.resolve("test/happy"), null, "holds no folders");
        Files.createDirectories(folder.resolve("test/sleepy"));
        assertFault(folder, null, "sleepy is not named after an expression; expected angry, disgust");
        Files.delete(folder.resolve("test/sleepy"));
        Path broken = Files.writeString(folder.resolve("test/happy/b.jpg"), "no picture");
        assertFault(folder, null, broken + ": not-a-picture: image of 10 bytes is text");
        Files.delete(broken);
        ImageIO.write(new BufferedImage(48, 40, BufferedImage.TYPE_BYTE_GRAY), "png", broken.toFile());
        assertFault(folder, null, broken + " has 48 x 40 pixels; expected a square");
    }

    private static void assertFault(Path place, @Nullable String usage, String message) {
        assertThatThrownBy(() -> read(place, usage))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    private static List<LabelledFace> read(Path place, @Nullable String usage) {
        List<LabelledFace> faces = new ArrayList<>();
        FaceFolder.read(place, usage, faces::add, (done, total) -> {});
        return faces;
    }

    private static int grey(List<LabelledFace> faces, Emotion truth) {
        return faces.stream()
                .filter(face -> face.truth() == truth)
                .findFirst()
                .orElseThrow()
                .crop()
                .grey(20, 20);
    }

    private void picture(String name, int grey, int type) throws IOException {
        BufferedImage picture = new BufferedImage(48, 48, type);
        if (type == BufferedImage.TYPE_BYTE_GRAY) {
            for (int i = 0; i < 48 * 48; i++) {
                picture.getRaster().setSample(i % 48, i / 48, 0, grey);
            }
        } else {
            Graphics pen = picture.getGraphics();
            pen.setColor(new Color(grey, grey, grey));
            pen.fillRect(0, 0, 48, 48);
            pen.dispose();
        }
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, name.toLowerCase(java.util.Locale.ROOT).endsWith("jpg") ? "jpg" : "png", file.toFile());
    }
}
