package io.moodstream.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.kit.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a faulty model is reported at start-up, in one sentence that names the file. */
class ModelTest {
    @TempDir
    private Path folder;

    @Test
    void theBundledModelExists() {
        assertThat(Model.load(Optional.empty()).manifest().file()).isEqualTo("standard.onnx");
    }

    @Test
    void aBundledModelIsFoundByItsName() {
        assertThat(Model.load(Optional.of("standard")).manifest())
                .isEqualTo(Model.load(Optional.empty()).manifest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fats", "models/standard", "standard.onnx", "../models/standard"})
    void anUnknownNameIsReportedWithTheKnownNames(String name) {
        assertThatThrownBy(() -> Model.load(Optional.of(name)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("CLASSIFIER_MODEL=" + name + ": there is no such bundled model; expected "
                        + String.join(", ", Model.BUNDLED) + ", or the path of a manifest, which ends in .json");
    }

    @Test
    void twoManifestsMayShareOneNetwork() throws IOException {
        Path plain = TinyModel.write(folder, "two", "plain");
        Path votes = folder.resolve("votes.json");
        Files.copy(plain, votes);
        Files.writeString(votes, Files.readString(votes).replace("\"probabilities\",\"kind", "\"votes\",\"kind"));

        assertThat(Model.load(Optional.of(votes.toString())).manifest().output().name())
                .isEqualTo("votes");
        assertThat(Model.load(Optional.of(plain.toString())).manifest().output().name())
                .isEqualTo("probabilities");
    }

    @Test
    void aMissingManifestIsNamed() {
        Path file = folder.resolve("none.json");
        assertFault(file, "CLASSIFIER_MODEL: there is no file " + file);
    }

    @Test
    void aFolderIsNoManifest() throws IOException {
        Path folderOfThatName = folder.resolve("model.json");
        Files.createDirectory(folderOfThatName);
        assertFault(folderOfThatName, "CLASSIFIER_MODEL: cannot read " + folderOfThatName);
    }

    @Test
    void aMissingNetworkIsNamed() throws IOException {
        Path file = TinyModel.write(folder, "probabilities", "tiny-1");
        Files.delete(folder.resolve("model.onnx"));
        assertFault(file, "CLASSIFIER_MODEL: there is no file " + folder.resolve("model.onnx"));
    }

    @Test
    void aNetworkOfAnotherManifestIsRefused() throws IOException {
        Path file = TinyModel.write(folder, "probabilities", "tiny-1");
        Files.write(folder.resolve("model.onnx"), TinyModel.onnx("surprised"));
        assertFault(file, file + ": sha256 is ", "but model.onnx has ", "do not belong together");
    }

    @Test
    void aFileThatIsNoNetworkIsRefused() throws IOException {
        byte[] broken = "no network".getBytes(StandardCharsets.UTF_8);
        Path file = TinyModel.write(
                folder,
                "probabilities",
                "tiny-1",
                manifest -> manifest.put(
                        "sha256",
                        TinyModel.manifest("probabilities", "", broken)
                                .get("sha256")
                                .asText()));
        Files.write(folder.resolve("model.onnx"), broken);
        assertFault(file, file + ": model.onnx cannot be loaded: ");
    }

    @Test
    void aNetworkOfAnotherInputIsRefused() throws IOException {
        Path file = TinyModel.write(
                folder, "probabilities", "tiny-1", manifest -> input(manifest).put("name", "x"));
        assertFault(file, file + ": input.name is x, but model.onnx has the inputs faces [-1, 1, 48, 48]");
        TinyModel.write(
                folder,
                "probabilities",
                "tiny-1",
                manifest ->
                        input(manifest).putArray("shape").add(-1).add(1).add(64).add(64));
        assertFault(file, file + ": input.shape is [-1, 1, 64, 64], but model.onnx takes [-1, 1, 48, 48]");
    }

    @Test
    void aNetworkOfAnotherOutputIsRefused() throws IOException {
        Path file = TinyModel.write(
                folder, "probabilities", "tiny-1", manifest -> ((ObjectNode) manifest.get("output")).put("name", "y"));
        assertFault(file, file + ": output.name is y, but model.onnx has the outputs probabilities [-1, 7]");
    }

    @Test
    void logitsCalledProbabilitiesAreRefused() throws IOException {
        Path file = TinyModel.write(
                folder,
                "logits",
                "tiny-1",
                manifest -> ((ObjectNode) manifest.get("output")).put("kind", "probabilities"));
        assertFault(
                file,
                file + ": the output of model tiny-1 is [",
                "expected probabilities that sum to" + " 1",
                "output.kind");
    }

    @Test
    void aNetworkWhoseOutputIsNotANumberIsRefused() throws IOException {
        Path file = TinyModel.write(folder, "nan", "tiny-1");
        assertFault(file, file + ": the output of model tiny-1 is [NaN, ");
    }

    private static ObjectNode input(ObjectNode manifest) {
        return (ObjectNode) manifest.get("input");
    }

    private static void assertFault(Path file, String... parts) {
        assertThatThrownBy(
                        () -> OnnxEmotionClassifier.open(TestSettings.of(file)).close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(parts);
    }
}
