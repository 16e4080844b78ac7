package io.moodstream.launcher.cli;

import io.moodstream.kit.RunningStage;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.schemas.Topics;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one stage alone: creates missing topics, and works until Ctrl-C or a failure. */
public final class StageRunner {
    private static final Logger LOG = LoggerFactory.getLogger(StageRunner.class);

    private StageRunner() {}

    /**
     * Runs the stage until it is asked to stop; throws what made it stop otherwise.
     *
     * @param settings its settings, which have been checked
     * @param make its {@code Main.stage}
     */
    public static int untilStopped(Settings settings, Function<Settings, Stage> make) throws InterruptedException {
        createTopics(settings);
        try (RunningStage running = RunningStage.start(make.apply(settings))) {
            ShutdownSignals.onFirst(running::close);
            LOG.info("{} is running", running.name());
            running.await();
        }
        return 0;
    }

    /** Creates the topics that are missing. */
    public static void createTopics(Settings settings) {
        try (TopicAdmin admin = TopicAdmin.connect(settings.bind(StageConfig.class), settings)) {
            admin.create(Topics.ALL);
        }
    }
}
