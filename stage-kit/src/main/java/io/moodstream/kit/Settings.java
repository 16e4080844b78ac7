package io.moodstream.kit;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Holds all settings: those of the environment, overridden by those of the command line. The defaults are in the
 * configuration records.
 *
 * @param values setting to value
 */
public record Settings(Map<String, String> values) {

    /** Creates settings from a copy of the map. */
    public Settings {
        values = Map.copyOf(values);
    }

    /** Returns the settings of the environment. */
    public static Settings fromEnvironment() {
        return new Settings(System.getenv());
    }

    /** Returns these settings with others that override them. */
    public Settings with(Map<String, String> overrides) {
        Map<String, String> merged = new HashMap<>(values);
        merged.putAll(overrides);
        return new Settings(merged);
    }

    /** Returns these settings with one more, which overrides an existing one. */
    public Settings with(String key, String value) {
        return with(Map.of(key, value));
    }

    /** Returns the value of one setting that belongs to no configuration record, if it is set and not blank. */
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isBlank());
    }

    /**
     * Creates a configuration record from the settings that begin with its prefix.
     *
     * @param config a record whose components all carry {@link Setting}
     * @return the record, with defaults where nothing is set
     * @throws ConfigurationException naming every fault at once: values that cannot be read or are out of bounds,
     *     unknown keys, and what the record's own constructor refuses
     */
    public <C extends Record> C bind(Class<C> config) {
        List<SettingKey> keys = SettingKey.of(config);
        List<String> faults = unknownKeys(config, keys);
        @Nullable Object[] arguments = new @Nullable Object[keys.size()];
        for (int i = 0; i < keys.size(); i++) {
            arguments[i] = parse(keys.get(i), faults);
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
        return construct(config, keys, arguments);
    }

    /**
     * Checks that the settings of several configuration records are valid.
     *
     * @throws ConfigurationException naming the faults of all of them at once
     */
    public void check(List<Class<? extends Record>> configs) {
        List<String> faults = faults(configs);
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
    }

    /** Returns what is wrong with the settings of several configuration records, in sentences; empty if they are valid. */
    public List<String> faults(List<Class<? extends Record>> configs) {
        List<String> faults = new ArrayList<>();
        for (Class<? extends Record> config : configs) {
            try {
                bind(config);
            } catch (ConfigurationException e) {
                faults.add(String.valueOf(e.getMessage()));
            }
        }
        return faults;
    }

    /**
     * Returns all settings that begin with KAFKA_, as Kafka properties: {@code KAFKA_LINGER_MS} is {@code linger.ms}.
     */
    public Map<String, String> kafka() {
        Map<String, String> properties = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith("KAFKA_")) {
                properties.put(
                        key.substring("KAFKA_".length())
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', '.'),
                        value);
            }
        });
        return properties;
    }

    /** Returns the names alone: values may be passwords. */
    @Override
    public String toString() {
        return "Settings" + new TreeSet<>(values.keySet());
    }

    private @Nullable Object parse(SettingKey key, List<String> faults) {
        String text =
                Optional.ofNullable(values.get(key.key())).orElse(key.setting().value());
        try {
            return SettingValue.parse(key, text.strip());
        } catch (IllegalArgumentException e) {
            faults.add(key.key() + "=" + text + ": " + e.getMessage());
            return null;
        }
    }

    private List<String> unknownKeys(Class<? extends Record> config, List<SettingKey> keys) {
        List<String> known = keys.stream().map(SettingKey::key).toList();
        List<String> faults = new ArrayList<>();
        for (String key : new TreeMap<>(values).keySet()) {
            if (key.startsWith(SettingKey.prefix(config)) && !known.contains(key)) {
                faults.add(key + ": no such setting" + Spelling.hint(key, known));
            }
        }
        return faults;
    }

    private static <C extends Record> C construct(
            Class<C> config, List<SettingKey> keys, @Nullable Object[] arguments) {
        Class<?>[] types = keys.stream().map(key -> key.component().getType()).toArray(Class<?>[]::new);
        try {
            var constructor = config.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException("Cannot make a " + config.getSimpleName(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a " + config.getSimpleName(), e);
        }
    }
}
