package io.moodstream.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.testing.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks as other people have them, of the shapes of well-known ones, with made-up weights (tiny/make.py). */
class OtherNetworksTest {
    private static final Offset<Float> EPSILON = within(1e-5f);
    private static final float[] EIGHT = {1, 2, 0, -1, 3, 0.5f, -2, 2.5f};
    private static final String FERPLUS = "neutral happiness surprise sadness anger disgust fear contempt";
    private static final String HSEMOTION = "Anger Contempt Disgust Fear Happiness Neutral Sadness Surprise";

    @TempDir
    private Path folder;

    /** Ours are angry, disgust, fear, happy, sad, surprise, neutral. */
    @Test
    void theShapeOfFerPlusRunsWithContemptDropped() throws IOException {
        float[] p = classify(ferPlus("dropped"), TinyModel.face(255));
        float[] seven = ModelOutput.softmax(new float[] {3, 0.5f, -2, 2, -1, 0, 1});
        assertThat(p).containsExactly(seven, EPSILON);
    }

    @Test
    void theShapeOfFerPlusRunsWithContemptFoldedIntoDisgust() throws IOException {
        float[] p = classify(ferPlus("disgust"), TinyModel.face(255));
        float[] eight = ModelOutput.softmax(EIGHT);
        float[] folded = {eight[4], eight[5] + eight[7], eight[6], eight[1], eight[3], eight[2], eight[0]};
        assertThat(p).containsExactly(folded, EPSILON);
    }

    @Test
    void aNetworkThatTakesOneFaceAtATimeGetsThemOneByOne() throws IOException {
        try (var classifier = OnnxEmotionClassifier.open(TestSettings.of(ferPlus("dropped")))) {
            List<Crop> faces = List.of(TinyModel.face(0), TinyModel.face(100), TinyModel.face(255));
            List<float[]> together = classifier.classify(faces).probabilities();
            for (int i = 0; i < faces.size(); i++) {
                assertThat(together.get(i))
                        .isEqualTo(classifier
                                .classify(faces.subList(i, i + 1))
                                .probabilities()
                                .get(0));
            }
            assertThat(together.get(0)).isNotEqualTo(together.get(2));
        }
    }

    /** On a simulated GPU with fixed sizes; a face that is filled up would take a call for each face of its size. */
    @Test
    void aNetworkThatTakesOneFaceAtATimeIsOpenedOnceAndNeverFilledUp() throws IOException {
        Path manifest = ferPlus("dropped");
        ClassifierConfig config =
                TestSettings.config(Map.of("CLASSIFIER_MODEL", manifest.toString(), "CLASSIFIER_GPU_SIZES", "4,32"));
        Model model = Model.load(config.model());
        List<Integer> opened = new ArrayList<>();
        Network network = new FixedSizeNetwork(CallSizes.parse(config.gpuSizes()), size -> {
            opened.add(size);
            return OnnxNetwork.open(new PlacedModel(model, Provider.CPU), config);
        });
        List<Crop> faces = List.of(TinyModel.face(0), TinyModel.face(100), TinyModel.face(255));
        try (var plain = OnnxEmotionClassifier.open(config);
                var fixed = new OnnxEmotionClassifier(new PlacedModel(model, Provider.CUDA), config, network)) {
            assertThat(opened).hasSize(1);
            assertThat(network.size(1)).isOne();
            assertThat(fixed.batch()).isOne();
            assertThat(fixed.classify(faces).probabilities().toArray())
                    .isEqualTo(plain.classify(faces).probabilities().toArray());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {224, 260})
    void theShapeOfHsEmotionRuns(int side) throws IOException {
        float[] mean = {0.485f, 0.456f, 0.406f};
        float[] deviation = {0.229f, 0.224f, 0.225f};
        Path manifest = write("hsemotion", json -> {
            input(json, "input", "NCHW", -1, 3, side, side);
            json.withObject("/input").set("mean", array(json, mean));
            json.withObject("/input").set("deviation", array(json, deviation));
            output(json, "output", "logits", HSEMOTION);
            json.withObject("/otherClasses").put("Contempt", "disgust");
        });

        float[] p = classify(manifest, TinyModel.face(200));

        float[] eight = new float[8];
        for (int i = 0; i < 8; i++) {
            eight[i] = value(mean[0], deviation[0]) * EIGHT[i]
                    + value(mean[1], deviation[1]) * EIGHT[7 - i]
                    + value(mean[2], deviation[2]) * (i % 2);
        }
        float[] q = ModelOutput.softmax(eight);
        assertThat(p).containsExactly(new float[] {q[0], q[1] + q[2], q[3], q[4], q[6], q[7], q[5]}, within(1e-4f));
    }

    private static float value(float mean, float deviation) {
        return (200 / 255f - mean) / deviation;
    }

    @Test
    void aNetworkWithItsChannelsLastRuns() throws IOException {
        Path manifest = write("keras", json -> {
            input(json, "input", "NHWC", -1, 48, 48, 1);
            output(json, "output", "probabilities", "angry disgust fear happy sad surprise neutral");
        });
        assertThat(classify(manifest, TinyModel.face(255)))
                .containsExactly(ModelOutput.softmax(new float[] {3, -1, 0.5f, 2, -2, 1, 0}), EPSILON);
    }

    /** The second channel counts the classes backwards, the third does not count. */
    @ParameterizedTest
    @CsvSource({"RGB", "BGR"})
    void valuesOfMinusOneToOneAndAMeanOfEachChannelInTheOrderOfTheChannels(String channels) throws IOException {
        Path manifest = write("keras-rgb", json -> {
            input(json, "input", "NHWC", -1, 48, 48, 3);
            json.withObject("/input").put("scale", 1 / 127.5).put("offset", -1).put("channels", channels);
            json.withObject("/input").set("mean", array(json, 0, 0.5f, 9));
            output(json, "output", "logits", "angry disgust fear happy sad surprise neutral");
        });
        float[] expected = {3 + 0, -1 + 0.5f, 0.5f - 1, 2 + 1, -2 + 0.25f, 1 - 0.5f, 0 + 1.5f};
        assertThat(classify(manifest, TinyModel.face(255))).containsExactly(ModelOutput.softmax(expected), EPSILON);
    }

    @Test
    void aDroppedClassThatTakesAllLeavesNothingToTell() {
        ModelManifest manifest = parse("""
                {"format": 1, "id": "x", "file": "x.onnx", "sha256": "%s",
                 "input": {"name": "a", "shape": [-1, 1, 48, 48], "layout": "NCHW", "scale": 1, "offset": 0},
                 "output": {"name": "b", "kind": "probabilities"}, "training": {}, "otherClasses": {"bored": "dropped"},
                 "classes": ["bored", "angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"]}""".formatted("0".repeat(64)));
        float[] p = new ModelOutput(manifest)
                .read(java.nio.FloatBuffer.wrap(new float[] {1, 0, 0, 0, 0, 0, 0, 0}), 1)
                .get(0);
        assertThat(p).containsOnly(1 / 7f);
    }

    @Test
    void whatANetworkCannotBeIsSaidInWords() throws IOException {
        assertFault(
                write("eight-at-a-time", json -> output(json, "logits", "logits", null)),
                ": input.shape is [-1, 1, 48, 48], but model.onnx takes [8, 1, 48, 48]: 8 faces at a time; export it with"
                        + " a dynamic first axis");
        assertFault(
                write("half", json -> output(json, "logits", "logits", null)),
                ": input.name is faces, but model.onnx has the inputs faces [-1, 1, 48, 48] of FLOAT16; expected 32-bit"
                        + " floats");
        assertFault(
                write("keras", json -> {
                    input(json, "input", "NCHW", -1, 1, 48, 48);
                    output(json, "output", "probabilities", null);
                }),
                ": input.shape is [-1, 1, 48, 48], but model.onnx takes [-1, 48, 48, 1]");
        assertFault(
                write("ferplus", json -> {
                    input(json, "Input3", "NCHW", 1, 1, 64, 64);
                    output(json, "Plus692_Output_0", "logits", null);
                }),
                ": classes has 7 names, but the output Plus692_Output_0 of model.onnx has the shape [1, 8]; expected");
        assertFault(
                write("open", json -> output(json, "logits", "logits", null)),
                ": classes has 7 names, but the output logits of model.onnx has the shape [-1, 8]; expected [-1, 7]");
    }

    @Test
    void theManifestsOfTheDocumentsAreValid() throws IOException {
        String text = Files.readString(SharedData.projectRoot().resolve("docs/models.md"));
        List<String> manifests = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(manifests)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(json -> assertThat(parse(json.replace("\"...\"", "\"" + "0".repeat(64) + "\""))
                                .classes())
                        .isNotEmpty());
    }

    private static ModelManifest parse(String json) {
        return ModelManifest.parse(json.getBytes(StandardCharsets.UTF_8), "m.json");
    }

    private Path ferPlus(String contempt) throws IOException {
        return write("ferplus", json -> {
            input(json, "Input3", "NCHW", 1, 1, 64, 64);
            json.withObject("/input").put("scale", 1);
            output(json, "Plus692_Output_0", "logits", FERPLUS);
            json.withObject("/otherClasses").put("contempt", contempt);
        });
    }

    private Path write(String network, Consumer<ObjectNode> change) throws IOException {
        return TinyModel.write(folder, network, "tiny", change);
    }

    private static void input(ObjectNode json, String name, String layout, int... shape) {
        ObjectNode input = json.withObject("/input").put("name", name).put("layout", layout);
        var array = input.putArray("shape");
        for (int size : shape) {
            array.add(size);
        }
    }

    private static com.fasterxml.jackson.databind.JsonNode array(ObjectNode json, float... values) {
        var array = json.arrayNode();
        for (float value : values) {
            array.add(value);
        }
        return array;
    }

    /** Sets the classes, other people's names with ours. */
    private static void output(
            ObjectNode json, String name, String kind, @org.jspecify.annotations.Nullable String classes) {
        json.withObject("/output").put("name", name).put("kind", kind);
        if (classes == null) {
            return;
        }
        var array = json.putArray("classes");
        for (String each : classes.split(" ")) {
            array.add(each);
            String lower = each.toLowerCase(java.util.Locale.ROOT);
            String ours = lower.startsWith("happi")
                    ? "happy"
                    : lower.startsWith("sad") ? "sad" : lower.equals("anger") ? "angry" : lower;
            if (!ours.equals(each)) {
                json.withObject("/otherClasses").put(each, ours);
            }
        }
    }

    private static float[] classify(Path manifest, Crop face) {
        try (var classifier = OnnxEmotionClassifier.open(TestSettings.of(manifest))) {
            return classifier.classify(List.of(face)).probabilities().get(0);
        }
    }

    private static void assertFault(Path manifest, String message) {
        assertThatThrownBy(() ->
                        OnnxEmotionClassifier.open(TestSettings.of(manifest)).close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(manifest + message);
    }
}
