package io.moodstream.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.kit.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelManifestTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void readsTheManifestThatTheTrainingCodeWrites() throws IOException {
        ModelManifest manifest = parse(json -> json.putObject("training").put("anything", 1));

        assertThat(manifest.id()).isEqualTo("tiny-1");
        assertThat(manifest.side()).isEqualTo(48);
        assertThat(manifest.output().kind()).isEqualTo(ModelManifest.Output.Kind.probabilities);
    }

    @Test
    void neverAbstainsWithoutAThreshold() throws IOException {
        assertThat(parse(json -> {}).abstainBelow()).isZero();
        assertThat(parse(json -> json.put("abstainBelow", 0.45)).abstainBelow()).isEqualTo(0.45);
    }

    @Test
    void allowsTheSevenInAnotherOrder() throws IOException {
        List<String> order = List.of("neutral", "angry", "disgust", "fear", "happy", "sad", "surprise");
        assertThat(parse(json -> json.set("classes", JSON.valueToTree(order))).classes())
                .isEqualTo(order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"format", "id", "file", "sha256", "input", "output", "classes", "training"})
    void everyKeyIsNeeded(String key) {
        assertFault(json -> json.remove(key), "m.json: " + key + ": this key is missing");
        assertFault(json -> json.putNull(key), "m.json: " + key + ": null, expected ");
    }

    @ParameterizedTest
    @CsvSource({"input,name", "input,shape", "input,layout", "input,scale", "input,offset", "output,name", "output,kind"
    })
    void everyKeyWithinIsNeeded(String object, String key) {
        assertFault(
                json -> ((ObjectNode) json.get(object)).remove(key),
                "m.json: " + object + "." + key + ": this key is missing");
    }

    @Test
    void anUnknownKeyIsNamed() {
        assertFault(json -> json.put("sha265", "x"), "m.json: sha265: no such key");
        assertFault(json -> ((ObjectNode) json.get("input")).put("means", 1), "m.json: input.means: no such key");
    }

    static List<Arguments> wrongValues() {
        return List.of(
                wrong("format", 2, "m.json: format is 2; expected 1"),
                wrong("format", "one", "m.json: format: "),
                wrong("id", "a b", "m.json: id is a b; expected 1 to 100 of A-Z a-z 0-9 . _ -"),
                wrong("file", "../x.onnx", "m.json: file is ../x.onnx; expected the name of an .onnx file beside it"),
                wrong("file", "x.pt", "m.json: file is x.pt; expected the name of an .onnx file beside it"),
                wrong("sha256", "ABC", "m.json: sha256 is ABC; expected 64 lower-case hex digits"),
                wrong(
                        "input.shape",
                        List.of(-1, 2, 48, 48),
                        "m.json: input.shape is [-1, 2, 48, 48]; expected [-1, ch"),
                wrong("input.shape", List.of(8, 1, 48, 48), "m.json: input.shape is [8, 1, 48, 48]; expected [-1, ch"),
                wrong("input.shape", List.of(-1, 1, 48, 64), "m.json: input.shape is [-1, 1, 48, 64]; expected [-1, "),
                wrong("input.shape", List.of(-1, 1, 8, 8), "m.json: input.shape is [-1, 1, 8, 8]; expected [-1, "),
                wrong("input.shape", List.of(-1, 1, 48), "m.json: input.shape is [-1, 1, 48]; expected [-1, "),
                wrong("input.layout", "CHWN", "m.json: input.layout is CHWN; expected NCHW or NHWC"),
                wrong(
                        "input.layout",
                        "NHWC",
                        "m.json: input.shape is [-1, 1, 48, 48]; expected [-1, side, side, channels], channels 1 or 3"),
                wrong("input.channels", "RGB", "m.json: input.channels is RGB; expected grey, for one channel"),
                wrong("input.mean", List.of(1, 2, 3), "m.json: input.mean is [1.0, 2.0, 3.0]; expected a number for"),
                wrong(
                        "input.deviation",
                        List.of(0),
                        "m.json: input.deviation is [0.0]; expected a number other than 0"),
                wrong(
                        "otherClasses",
                        Map.of("contempt", "disgust"),
                        "m.json: otherClasses.contempt is disgust; expected a name that is in classes"),
                wrong(
                        "otherClasses",
                        Map.of("happy", "sad"),
                        "m.json: otherClasses.happy is sad; expected the name of a class that is not one of"),
                wrong("input.scale", 0, "m.json: input.scale is 0.0; expected a number other than 0"),
                wrong("input.scale", "big", "m.json: input.scale: "),
                wrong("input.offset", 1e39, "m.json: input.offset is Infinity; expected a number"),
                wrong("output.kind", "scores", "m.json: output.kind: "),
                wrong("abstainBelow", 1.01, "m.json: abstainBelow is 1.01; expected 0 to 1"),
                wrong("abstainBelow", -0.1, "m.json: abstainBelow is -0.1; expected 0 to 1"),
                wrong("abstainBelow", "never", "m.json: abstainBelow: "),
                wrong("providers", List.of(), "m.json: providers is []; expected one or both of [cpu, cuda]"),
                wrong("providers", List.of("gpu"), "m.json: providers is [gpu]; expected one or both of [cpu, cuda]"),
                wrong("floatForm", "slow", "m.json: floatForm is slow; expected the name of a bundled model: ["),
                wrong("classes", List.of("angry", "happy"), "; missing are disgust, fear, sad, surprise, neutral"),
                wrong(
                        "classes",
                        List.of("anger", "disgust", "fear", "happy", "sad", "surprise", "neutral"),
                        "; otherClasses has to say what anger counts as"),
                wrong(
                        "classes",
                        List.of("angry", "angry", "fear", "happy", "sad", "surprise", "neutral"),
                        "m.json: classes is [angry, angry, "));
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        assertThatThrownBy(() -> parse(json -> {
                    set(json, "input.scale", 0);
                    set(json, "abstainBelow", 2);
                    json.withArrayProperty("classes").add("contempt");
                    json.putObject("otherClasses").put("contempt", "bored");
                }))
                .message()
                .hasLineCount(3)
                .contains(
                        "input.scale is 0.0", "abstainBelow is 2.0", "otherClasses.contempt is bored; expected one of");
    }

    private static Arguments wrong(String key, Object value, String message) {
        return Arguments.of(key, value, message);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("wrongValues")
    void aWrongValueIsNamedWithItsKey(String key, Object value, String message) {
        assertFault(json -> set(json, key, value), message);
    }

    @Test
    void reportsInvalidJson() {
        assertThatThrownBy(() -> ModelManifest.parse("{\"format\":".getBytes(StandardCharsets.UTF_8), "m.json"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("m.json: ");
        assertThatThrownBy(() -> ModelManifest.parse("hello".getBytes(StandardCharsets.UTF_8), "m.json"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("m.json: not valid JSON at line 1, column 6");
        for (String text : List.of("", "[]", "null", "3")) {
            assertThatThrownBy(() -> ModelManifest.parse(text.getBytes(StandardCharsets.UTF_8), "m.json"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("m.json: expected a JSON object");
        }
    }

    private static void set(ObjectNode json, String key, Object value) {
        int dot = key.indexOf('.');
        ObjectNode object = dot < 0 ? json : (ObjectNode) json.get(key.substring(0, dot));
        object.set(key.substring(dot + 1), JSON.valueToTree(value));
    }

    private static void assertFault(Consumer<ObjectNode> change, String... parts) {
        assertThatThrownBy(() -> parse(change))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(parts)
                .message()
                .startsWith("m.json: ");
    }

    private static ModelManifest parse(Consumer<ObjectNode> change) throws IOException {
        ObjectNode json = TinyModel.manifest("probabilities", "tiny-1", TinyModel.onnx("probabilities"));
        change.accept(json);
        return ModelManifest.parse(JSON.writeValueAsBytes(json), "m.json");
    }
}
