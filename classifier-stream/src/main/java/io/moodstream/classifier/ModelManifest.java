package io.moodstream.classifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.text.InvalidJsonException;
import io.moodstream.kit.text.StrictJson;
import java.util.List;

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
        ModelManifest manifest = bind(json, name);
        ManifestChecks.check(manifest, name);
        return manifest;
    }

    private static ModelManifest bind(byte[] json, String name) {
        try {
            ObjectNode keys = StrictJson.object(json);
            if (!keys.has("abstainBelow")) {
                // The one key that may be absent.
                keys.put("abstainBelow", 0);
            }
            return StrictJson.bind(keys, ModelManifest.class);
        } catch (InvalidJsonException e) {
            throw new ConfigurationException(name + ": " + e.getMessage());
        }
    }

    /** Width and height of the faces that go in, pixels. */
    public int side() {
        return input.shape().get(2);
    }
}
