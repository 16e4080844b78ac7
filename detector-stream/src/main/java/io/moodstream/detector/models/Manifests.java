package io.moodstream.detector.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.text.InvalidJsonException;
import io.moodstream.kit.text.StrictJson;
import org.jspecify.annotations.Nullable;

/** Reads the manifests of detectors. */
final class Manifests {
    private Manifests() {}

    /**
     * Reads a manifest.
     *
     * @param name what to call it in messages
     * @throws ConfigurationException saying what is wrong with it
     */
    static DetectorManifest read(String name, byte[] json) {
        try {
            return bind(StrictJson.object(json));
        } catch (InvalidJsonException | IllegalArgumentException e) {
            throw new ConfigurationException("DETECTOR_MODEL: the manifest " + name + " is wrong: " + e.getMessage());
        }
    }

    private static DetectorManifest bind(ObjectNode manifest) throws InvalidJsonException {
        JsonNode kind = manifest.remove("kind");
        String text = kind == null ? "missing" : kind.asText();
        return switch (text) {
            case "ssd" -> StrictJson.bind(manifest, SsdManifest.class);
            case "cascade" -> StrictJson.bind(manifest, CascadeManifest.class);
            default -> throw new IllegalArgumentException("kind: " + text + ", expected ssd or cascade");
        };
    }

    /** For the records' constructors: refuses a value. */
    static void require(boolean good, String key, @Nullable Object value, String expected) {
        if (!good) {
            throw new IllegalArgumentException(key + ": " + value + ", expected " + expected);
        }
    }
}
