package io.moodstream.launcher;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of every command that talks to Kafka. All of them end up in the one map of settings. */
final class SettingsOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting, as it would stand in the environment; repeatable")
    private Map<String, String> set = new LinkedHashMap<>();

    /** Environment, then --set, then the flags of this command. */
    Settings settings() {
        return Settings.fromEnvironment().with(set).with(StageFlags.given(command));
    }

    /** What all stages share. */
    StageConfig stage() {
        return settings().bind(StageConfig.class);
    }
}
