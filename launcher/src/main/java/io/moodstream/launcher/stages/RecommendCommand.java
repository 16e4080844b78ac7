package io.moodstream.launcher.stages;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.launcher.access.Part;
import io.moodstream.launcher.cli.ConfiguredBy;
import io.moodstream.launcher.cli.SettingsOptions;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.recommender.RecommenderConfig;
import io.moodstream.recommender.RecommenderMain;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the recommender stage alone. */
@Command(
        name = "recommend",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Fold emotions into moods, attention, reports and recommendations until Ctrl-C.")
@ConfiguredBy(
        value = {RecommenderConfig.class, StageConfig.class},
        without = {"STAGE_WORKERS", "STAGE_RECORD_LIMIT", "STAGE_COMMIT_PAUSE"})
public final class RecommendCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.settings();
        settings.check(List.of(StageConfig.class, RecommenderConfig.class));
        RecommenderMain.check(settings); // before Kafka, which may be waited for for minutes
        return StageRunner.untilStopped(settings, Part.RECOMMENDER, RecommenderMain::stage);
    }
}
