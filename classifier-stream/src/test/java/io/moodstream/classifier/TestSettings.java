package io.moodstream.classifier;

import io.moodstream.kit.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Provides the settings of tests: the CPU on every machine. */
public final class TestSettings {
    private TestSettings() {}

    public static ClassifierConfig bundled() {
        return config(Map.of());
    }

    public static ClassifierConfig of(Path manifest) {
        return model(manifest.toString());
    }

    public static ClassifierConfig model(String name) {
        return config(Map.of("CLASSIFIER_MODEL", name));
    }

    static ClassifierConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("CLASSIFIER_PROVIDER", "cpu"));
        all.putAll(settings);
        return new Settings(all).bind(ClassifierConfig.class);
    }
}
