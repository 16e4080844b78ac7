package io.moodstream.launcher.cli;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigDef;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of every command that talks to Kafka. All of them end up in one map of settings. */
public final class SettingsOptions {
    /** What the names of all settings begin with. */
    public static final List<String> PREFIXES = List.of(
            "STAGE_",
            "INGEST_",
            "DETECTOR_",
            "CLASSIFIER_",
            "DEPLOYMENT_",
            "RECOMMENDER_",
            "DASHBOARD_",
            "KAFKA_",
            "METRICS_");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting, written as in the environment; repeatable")
    private Map<String, String> set = new LinkedHashMap<>();

    /** Returns the settings: the environment, overridden by --set, overridden by the flags of this command. */
    public Settings settings() {
        requireKnown();
        return Settings.fromEnvironment().with(set).with(StageFlags.given(command));
    }

    /** The environment may hold anything, but a key given with --set must be a setting. */
    private void requireKnown() {
        List<String> faults = new ArrayList<>(set.keySet().stream()
                .filter(key -> PREFIXES.stream().noneMatch(key::startsWith))
                .map(key -> "--set " + key + ": no such setting; expected one that begins with "
                        + String.join(", ", PREFIXES))
                .toList());
        set.keySet().stream()
                .filter(SettingsOptions::isSecret)
                .map(key -> "--set " + key + ": others on this machine can read a command line; put it into the"
                        + " environment, or for Kafka into the file of STAGE_KAFKA_FILE")
                .forEach(faults::add);
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
    }

    /**
     * Returns whether a setting of Kafka's clients is a password, or holds one, as Kafka says itself; also behind a prefix
     * of a kind of client, as in KAFKA_CONSUMER_SASL_JAAS_CONFIG.
     */
    private static boolean isSecret(String key) {
        return new Settings(Map.of(key, ""))
                .kafka().keySet().stream()
                        .anyMatch(name -> AdminClientConfig.configDef().configKeys().values().stream()
                                .filter(kafka -> kafka.type() == ConfigDef.Type.PASSWORD)
                                .anyMatch(kafka -> name.equals(kafka.name) || name.endsWith("." + kafka.name)));
    }

    /** Returns the settings that all stages share. */
    public StageConfig stage() {
        return settings().bind(StageConfig.class);
    }
}
