package io.moodstream.launcher.stages;

import io.moodstream.detector.DetectorConfig;
import io.moodstream.detector.DetectorMain;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.launcher.access.Part;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.launcher.cli.StageRunner;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the detector stage alone. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Find, track and crop the faces of all frames (topic frames to faces) until Ctrl-C.")
@ConfiguredBy({DetectorConfig.class, StageConfig.class})
public final class DetectCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.settings();
        settings.check(List.of(StageConfig.class, DetectorConfig.class));
        DetectorMain.check(settings); // before Kafka, which may be waited for for minutes
        return StageRunner.untilStopped(settings, Part.DETECTOR, DetectorMain::stage);
    }
}
