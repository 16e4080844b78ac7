package io.moodstream.kit;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one map of settings: environment first, then whatever a command line adds. Defaults stand in the configuration
 * records, so there is one path for all three.
 *
 * @param values setting to value
 */
public record Settings(Map<String, String> values) {

    /** Copies the map. */
    public Settings {
        values = Map.copyOf(values);
    }

    /** What the environment says. */
    public static Settings fromEnvironment() {
        return new Settings(System.getenv());
    }

    /** These settings with others on top. */
    public Settings with(Map<String, String> overrides) {
        Map<String, String> merged = new HashMap<>(values);
        merged.putAll(overrides);
        return new Settings(merged);
    }

    /** These settings with one more. */
    public Settings with(String key, String value) {
        return with(Map.of(key, value));
    }

    /** The value of one setting that belongs to no record, if it is there and not blank. */
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isBlank());
    }

    /**
     * Makes a configuration record of the settings that begin with its prefix.
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
     * Binds several records only to see whether they can be.
     *
     * @throws ConfigurationException naming the faults of all of them at once
     */
    @SafeVarargs
    public final void check(Class<? extends Record>... configs) {
        List<String> faults = new ArrayList<>();
        for (Class<? extends Record> config : configs) {
            try {
                bind(config);
            } catch (ConfigurationException e) {
                faults.add(String.valueOf(e.getMessage()));
            }
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
    }

    /** Everything that begins with KAFKA_, as Kafka properties: {@code KAFKA_LINGER_MS} is {@code linger.ms}. */
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
                faults.add(key + ": no such setting; did you mean " + Spelling.nearest(key, known) + "?");
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
