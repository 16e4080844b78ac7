package io.moodstream.launcher.stages;

import io.moodstream.classifier.ClassifierConfig;
import io.moodstream.classifier.ClassifierMain;
import io.moodstream.classifier.deployment.DeploymentConfig;
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

/** Runs the classifier stage alone. */
@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Classify each face's visible expression (topic faces to emotions) until Ctrl-C.")
@ConfiguredBy({ClassifierConfig.class, DeploymentConfig.class, StageConfig.class})
public final class ClassifyCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.settings();
        settings.check(List.of(StageConfig.class, ClassifierConfig.class, DeploymentConfig.class));
        ClassifierMain.check(settings); // before Kafka, which may be waited for for minutes
        return StageRunner.untilStopped(settings, Part.CLASSIFIER, ClassifierMain::stage);
    }
}
