package io.moodstream.classifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.text.InvalidJsonException;
import io.moodstream.kit.text.StrictJson;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Describes a model file: its input, its output and its origin. The training code writes it.
 *
 * @param format version of this format, 1
 * @param id id of the model, which every result carries
 * @param file name of the .onnx file beside the manifest
 * @param sha256 of the .onnx file, lower-case hexadecimal
 * @param input the network's input
 * @param output the network's output
 * @param classes the names of the output's classes, in its order: those of {@link io.moodstream.schemas.Emotion}, and
 *     others that otherClasses explains
 * @param otherClasses for each class of another name, which of ours it counts as, or {@value #DROPPED}; none if absent
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
        Map<String, String> otherClasses,
        double abstainBelow,
        List<String> providers,
        String floatForm,
        JsonNode training) {

    /** Says of a class that it is left out, and that the others share its probability as they share the rest. */
    public static final String DROPPED = "dropped";

    /** Copies the lists. */
    public ModelManifest {
        classes = List.copyOf(classes);
        otherClasses = Map.copyOf(otherClasses);
        providers = List.copyOf(providers);
    }

    /**
     * Describes the input: value = (grey x scale + offset - mean) / deviation. Crops are grey, so a network for colours
     * gets the same picture in every channel.
     *
     * @param name of the graph's input
     * @param shape faces, channels, side, side; or faces, side, side, channels: see layout. Faces is -1, or 1 for a
     *     network that takes one at a time
     * @param layout NCHW or NHWC
     * @param channels grey, RGB or BGR; grey for one and RGB for three if absent
     * @param scale factor for grey values of 0 to 255
     * @param offset added to the product
     * @param mean of each channel, in their order; 0 if absent
     * @param deviation of each channel, in their order; 1 if absent
     */
    public record Input(
            String name,
            List<Integer> shape,
            String layout,
            String channels,
            float scale,
            float offset,
            List<Float> mean,
            List<Float> deviation) {

        /** Copies the lists. */
        public Input {
            shape = List.copyOf(shape);
            mean = List.copyOf(mean);
            deviation = List.copyOf(deviation);
        }

        /** Returns whether the channels come last. */
        boolean channelsLast() {
            return layout.equals("NHWC");
        }

        /** Returns the number of channels, 1 or 3. */
        int channelCount() {
            return shape.get(channelsLast() ? 3 : 1);
        }
    }

    /**
     * Describes the output.
     *
     * @param name of the graph's output, of shape faces x classes
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
        if (!keys.has("otherClasses")) {
            keys.putObject("otherClasses");
        }
        if (keys.get("input") instanceof ObjectNode input) {
            fillInChannels(input);
        }
    }

    private static void fillInChannels(ObjectNode input) {
        int place = input.path("layout").asText().equals("NHWC") ? 3 : 1;
        boolean three = input.path("shape").path(place).asInt() == 3;
        if (!input.has("channels")) {
            input.put("channels", three ? "RGB" : "grey");
        }
        for (String key : List.of("mean", "deviation")) {
            if (!input.has(key)) {
                Collections.nCopies(three ? 3 : 1, key.equals("mean") ? 0f : 1f)
                        .forEach(input.withArrayProperty(key)::add);
            }
        }
    }

    /** Returns whether all of the network runs there. */
    public boolean runsOn(Provider provider) {
        return providers.contains(provider.name().toLowerCase(Locale.ROOT));
    }

    /** Returns the width and height of the input faces, pixels. */
    public int side() {
        return input.shape().get(2); // in both layouts
    }
}
