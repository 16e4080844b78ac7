package io.moodstream.launcher;

import io.moodstream.detector.DetectorConfig;
import io.moodstream.detector.DetectorMain;
import io.moodstream.kit.StageConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the stage DetectorMain alone. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Find, track and crop the faces of all frames (topic frames to faces) until Ctrl-C.")
@Configures({StageConfig.class, DetectorConfig.class})
final class DetectCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws InterruptedException {
        return StageRun.untilStopped(options.settings(), DetectorConfig.class, DetectorMain::stage);
    }
}
