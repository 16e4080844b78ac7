package io.moodstream.launcher.cli;

import io.moodstream.kit.RunningStage;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.launcher.access.AccessRules;
import io.moodstream.launcher.access.Part;
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
     * @param part which one it is
     * @param make its {@code Main.stage}
     */
    public static int untilStopped(Settings settings, Part part, Function<Settings, Stage> make)
            throws InterruptedException {
        prepareTopics(settings, part);
        try (RunningStage running = RunningStage.start(make.apply(settings))) {
            ShutdownSignals.onFirst(running::close);
            LOG.info("{} is running", running.name());
            running.await();
        }
        return 0;
    }

    /**
     * Creates the topics of a part that are missing, and checks that it may use them.
     *
     * @throws io.moodstream.kit.ConfigurationException if it may not, naming each topic and operation
     */
    public static void prepareTopics(Settings settings, Part part) {
        try (TopicAdmin admin = TopicAdmin.connect(settings.bind(StageConfig.class), settings)) {
            AccessRules.prepare(admin, part);
        }
    }

    /** Creates all topics that are missing. */
    public static void createTopics(Settings settings) {
        try (TopicAdmin admin = TopicAdmin.connect(settings.bind(StageConfig.class), settings)) {
            admin.create(Topics.ALL);
        }
    }
}
