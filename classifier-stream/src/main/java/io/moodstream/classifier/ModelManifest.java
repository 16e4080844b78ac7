package io.moodstream.classifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.text.InvalidJsonException;
import io.moodstream.kit.text.StrictJson;
import java.util.List;
import java.util.Locale;

/**
 * Describes a model file: its input, its output and its origin. The training code writes it.
 *
 * @param format version of this format, 1
 * @param id id of the model, which every result carries
 * @param file name of the .onnx file beside the manifest
 * @param sha256 of the .onnx file, lower-case hexadecimal
 * @param input the network's input
 * @param output the network's output
 * @param classes the seven names of {@link io.moodstream.schemas.Emotion}, in the order of the model's output
 * @param abstainBelow the classifier abstains on faces whose highest probability is below this, 0 to 1; 0 (never) if
 *     absent
 * @param providers where the network runs whole: cpu, cuda; both if absent
 * @param floatForm name of the bundled model that runs in its place on CUDA; empty (none) if absent
 * @param training origin of the model; free-form
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
        List<String> providers,
        String floatForm,
        JsonNode training) {

    /** Copies the lists. */
    public ModelManifest {
        classes = List.copyOf(classes);
        providers = List.copyOf(providers);
    }

    /**
     * Describes the input: value = grey x scale + offset.
     *
     * @param name of the graph's input
     * @param shape -1 (faces), 1 (grey), side, side
     * @param layout NCHW
     * @param scale factor for grey values of 0 to 255
     * @param offset added to the product
     */
    public record Input(String name, List<Integer> shape, String layout, float scale, float offset) {}

    /**
     * Describes the output.
     *
     * @param name of the graph's output, of shape faces x 7
     * @param kind whether softmax is still to be applied
     */
    public record Output(String name, Kind kind) {
        /** Lists the kinds of numbers of an output. */
        public enum Kind {
            /** Each 0 to 1, sum 1. */
            probabilities,
            /** Softmax turns them into probabilities. */
            logits
        }
    }

    /**
     * Reads and checks a manifest.
     *
     * @param json its text
     * @param name its file name, for messages
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
            fillIn(keys);
            return StrictJson.bind(keys, ModelManifest.class);
        } catch (InvalidJsonException e) {
            throw new ConfigurationException(name + ": " + e.getMessage());
        }
    }

    /** Gives the optional keys their defaults. */
    private static void fillIn(ObjectNode keys) {
        if (!keys.has("abstainBelow")) {
            keys.put("abstainBelow", 0);
        }
        if (!keys.has("providers")) {
            keys.putArray("providers").add("cpu").add("cuda");
        }
        if (!keys.has("floatForm")) {
            keys.put("floatForm", "");
        }
    }

    /** Returns whether all of the network runs there. */
    public boolean runsOn(Provider provider) {
        return providers.contains(provider.name().toLowerCase(Locale.ROOT));
    }

    /** Returns the width and height of the input faces, pixels. */
    public int side() {
        return input.shape().get(2);
    }
}
