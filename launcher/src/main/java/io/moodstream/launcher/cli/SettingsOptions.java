package io.moodstream.launcher.cli;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * Returns the settings: the environment, overridden by --set, overridden by the flags of this command.
     *
     * @throws ConfigurationException if --set names no setting, or one of them is a secret
     */
    public Settings settings() {
        Map<String, String> flags = StageFlags.given(command);
        List<String> faults = new ArrayList<>();
        set.forEach((key, value) -> {
            if (PREFIXES.stream().noneMatch(key::startsWith)) {
                faults.add("--set " + key + ": no such setting; expected one that begins with "
                        + String.join(", ", PREFIXES));
            }
            CommandLineSecrets.fault("--set " + key, key, value).ifPresent(faults::add);
        });
        flags.forEach((key, value) ->
                CommandLineSecrets.fault("The flag of " + key, key, value).ifPresent(faults::add));
        if (!faults.isEmpty()) {
            throw new ConfigurationException(faults);
        }
        return Settings.fromEnvironment().with(set).with(flags);
    }

    /** Returns the settings that all stages share. */
    public StageConfig stage() {
        return settings().bind(StageConfig.class);
    }
}
