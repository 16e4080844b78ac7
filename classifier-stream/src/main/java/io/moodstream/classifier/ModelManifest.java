package io.moodstream.classifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.kit.ConfigurationException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a model file is: what goes in, what comes out, where it comes from. The training side writes it.
 *
 * @param format version of this format, 1
 * @param id name of the model, carried by every record it makes
 * @param file name of the .onnx file beside the manifest
 * @param sha256 of the .onnx file, lower-case hexadecimal
 * @param input what goes in
 * @param output what comes out
 * @param classes the seven names of {@link io.moodstream.schemas.Emotion}, in the order of the model's output
 * @param abstainBelow below this highest probability a face counts as not readable, 0 to 1; 0, never, where absent
 * @param training where it comes from; free-form
 */
record ModelManifest(
        int format,
        String id,
        String file,
        String sha256,
        Input input,
        Output output,
        List<String> classes,
        double abstainBelow,
        JsonNode training) {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Copies the classes. */
    public ModelManifest {
        classes = List.copyOf(classes);
    }

    /**
     * What goes in: value = grey x scale + offset.
     *
     * @param name of the graph's input
     * @param shape -1 (faces), 1 (grey), side, side
     * @param layout NCHW
     * @param scale factor on grey values of 0 to 255
     * @param offset added after it
     */
    public record Input(String name, List<Integer> shape, String layout, float scale, float offset) {}

    /**
     * What comes out.
     *
     * @param name of the graph's output, of shape faces x 7
     * @param kind whether softmax is still to be applied
     */
    public record Output(String name, Kind kind) {
        /** What the numbers are. */
        public enum Kind {
            /** Each 0 to 1, sum 1. */
            probabilities,
            /** Softmax makes probabilities of them. */
            logits
        }
    }

    /**
     * Reads and checks a manifest.
     *
     * @param json its text
     * @param name its file, for messages
     * @throws ConfigurationException naming the file and the key that is wrong
     */
    public static ModelManifest parse(byte[] json, String name) {
        ModelManifest manifest;
        try {
            if (!(MAPPER.readTree(json) instanceof ObjectNode keys)) {
                throw new ConfigurationException(name + ": expected a JSON object");
            }
            if (!keys.has("abstainBelow")) {
                // The one key that may be absent.
                keys.put("abstainBelow", 0);
            }
            manifest = MAPPER.treeToValue(keys, ModelManifest.class);
        } catch (JsonMappingException e) {
            throw new ConfigurationException(name + ": " + fault(e));
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(
                    name + ": not readable as JSON, line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw new ConfigurationException(name + ": " + e.getMessage());
        }
        ManifestChecks.check(manifest, name);
        return manifest;
    }

    /** Width and height of the faces that go in, pixels. */
    public int side() {
        return input.shape().get(2);
    }

    private static String fault(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        if (e instanceof UnrecognizedPropertyException) {
            return path + ": no such key";
        }
        return (path.isEmpty() ? "" : path + ": ") + e.getOriginalMessage();
    }
}
