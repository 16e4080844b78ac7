package io.moodstream.kit;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Describes one setting of a configuration record for help texts and docs/configuration.md.
 *
 * @param key its name in the environment, such as DETECTOR_MIN_FACE
 * @param flag its name on the command line of its stage, such as --min-face
 * @param setting default, meaning and bounds
 * @param component the record's component
 */
public record SettingKey(String key, String flag, Setting setting, RecordComponent component) {

    /** Returns all settings of a configuration record, in the order of its components. */
    public static List<SettingKey> of(Class<? extends Record> config) {
        return Arrays.stream(config.getRecordComponents())
                .map(component -> of(config, component))
                .toList();
    }

    /** Returns the prefix of all keys of this record, such as DETECTOR_ */
    public static String prefix(Class<? extends Record> config) {
        return config.getSimpleName().replaceFirst("Config$", "").toUpperCase(Locale.ROOT) + "_";
    }

    private static SettingKey of(Class<? extends Record> config, RecordComponent component) {
        String words = component.getName().replaceAll("([A-Z])", "_$1");
        Setting setting = Objects.requireNonNull(
                component.getAnnotation(Setting.class), () -> component + " carries no @Setting");
        return new SettingKey(
                prefix(config) + words.toUpperCase(Locale.ROOT),
                "--" + words.toLowerCase(Locale.ROOT).replace('_', '-'),
                setting,
                component);
    }
}
