package io.moodstream.launcher.cli;

import io.moodstream.classifier.ClassifierConfig;
import io.moodstream.classifier.deployment.DeploymentConfig;
import io.moodstream.dashboard.DashboardConfig;
import io.moodstream.detector.DetectorConfig;
import io.moodstream.ingest.IngestConfig;
import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.SettingKey;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Spelling;
import io.moodstream.kit.StageConfig;
import io.moodstream.recommender.RecommenderConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** The records of all settings, those of all stages first. */
    public static final List<Class<? extends Record>> RECORDS = List.of(
            StageConfig.class,
            IngestConfig.class,
            DetectorConfig.class,
            ClassifierConfig.class,
            DeploymentConfig.class,
            RecommenderConfig.class,
            DashboardConfig.class);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting, written as in the environment; repeatable")
    private List<String> set = new ArrayList<>();

    /**
     * Returns the settings: the environment, overridden by --set, overridden by the flags of this command.
     *
     * @throws ConfigurationException if --set names no setting, or one of them is a secret; then it also names the values
     *     of the others that are wrong
     */
    public Settings settings() {
        List<String> faults = new ArrayList<>();
        Map<String, String> given = new LinkedHashMap<>();
        for (String text : set) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                // What follows the name may be a secret.
                faults.add("--set " + text.replaceFirst("(?s)[^A-Z0-9_].*", "...") + ": expected KEY=VALUE");
            } else {
                take(text.substring(0, equals), text.substring(equals + 1), given, faults);
            }
        }
        StageFlags.given(command)
                .forEach((key, value) -> CommandLineSecrets.fault("The flag of " + key, key, value)
                        .ifPresentOrElse(faults::add, () -> given.put(key, value)));
        Settings settings = Settings.fromEnvironment().with(given);
        if (!faults.isEmpty()) {
            faults.addAll(faultsOf(settings, given.keySet()));
            throw new ConfigurationException(faults);
        }
        return settings;
    }

    private static void take(String key, String value, Map<String, String> given, List<String> faults) {
        if (PREFIXES.stream().noneMatch(key::startsWith)) {
            String hint = Spelling.hint(key, known());
            faults.add("--set " + key + ": no such setting" + (hint.isEmpty() ? "." : hint) + " Names begin with "
                    + String.join(", ", PREFIXES));
            return;
        }
        CommandLineSecrets.fault("--set " + key, key, value).ifPresentOrElse(faults::add, () -> given.put(key, value));
    }

    private static List<String> known() {
        return RECORDS.stream()
                .flatMap(record -> SettingKey.of(record).stream())
                .map(SettingKey::key)
                .toList();
    }

    /** Returns what is wrong with the settings of each record of which one was given. */
    private static List<String> faultsOf(Settings settings, Set<String> given) {
        return settings.faults(RECORDS.stream()
                .filter(record -> given.stream().anyMatch(key -> key.startsWith(SettingKey.prefix(record))))
                .toList());
    }

    /** Returns the settings that all stages share. */
    public StageConfig stage() {
        return settings().bind(StageConfig.class);
    }
}
