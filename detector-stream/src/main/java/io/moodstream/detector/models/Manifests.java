package io.moodstream.detector.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.kit.ConfigurationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads manifests, strictly: every key must be there, none may be unknown, no value of another class. */
final class Manifests {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private Manifests() {}

    /**
     * Reads one.
     *
     * @param name what to call it in messages
     * @throws ConfigurationException saying what is wrong with it
     */
    static DetectorManifest read(String name, byte[] json) {
        try {
            JsonNode tree = JSON.readTree(json);
            if (!(tree instanceof ObjectNode object)) {
                throw new ConfigurationException(fault(name, "expected a JSON object"));
            }
            JsonNode kind = object.remove("kind");
            String text = kind == null ? "missing" : kind.asText();
            return switch (text) {
                case "ssd" -> JSON.treeToValue(object, SsdManifest.class);
                case "cascade" -> JSON.treeToValue(object, CascadeManifest.class);
                default -> throw new ConfigurationException(fault(name, "kind: " + text + ", expected ssd or cascade"));
            };
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(fault(name, sentence(e)));
        } catch (java.io.IOException e) {
            throw new ConfigurationException(fault(name, String.valueOf(e.getMessage())));
        }
    }

    /** For the records' constructors: refuses a value. */
    static void require(boolean good, String key, @Nullable Object value, String expected) {
        if (!good) {
            throw new IllegalArgumentException(key + ": " + value + ", expected " + expected);
        }
    }

    private static String fault(String name, String what) {
        return "DETECTOR_MODEL: the manifest " + name + " is wrong: " + what;
    }

    private static String sentence(JsonProcessingException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof IllegalArgumentException ours) {
            return String.valueOf(ours.getMessage());
        }
        String what = e.getOriginalMessage().lines().findFirst().orElse("not JSON");
        if (!(e instanceof JsonMappingException mapping)) {
            return what;
        }
        String path = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        String plain = what.startsWith("Missing creator property") ? "this key is missing" : what;
        return path.isEmpty() ? plain : path + ": " + plain;
    }
}
