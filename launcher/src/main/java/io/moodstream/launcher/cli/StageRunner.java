package io.moodstream.launcher.cli;

import io.moodstream.kit.KafkaUnreachableException;
import io.moodstream.kit.KafkaWait;
import io.moodstream.kit.MachineFaults;
import io.moodstream.kit.RunningStage;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.launcher.access.AccessRules;
import io.moodstream.launcher.access.Part;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
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
     * @throws StoppedException if it is asked before it has started; its model is loaded to the end
     */
    public static int untilStopped(Settings settings, Part part, Function<Settings, Stage> make)
            throws InterruptedException {
        awaitTopics(settings, part);
        CompletableFuture<RunningStage> started = new CompletableFuture<>();
        CompletableFuture<ShutdownSignal> stop = new CompletableFuture<>();
        // From here on, because Java's own answer to a signal closes ONNX Runtime, which crashes while it loads a
        // model.
        ShutdownSignals.on(
                signal -> {
                    stop.complete(signal);
                    var unused = started.thenAccept(RunningStage::stop);
                },
                () -> {});
        String name;
        try (RunningStage running = RunningStage.start(make.apply(settings), () -> requireWanted(stop))) {
            started.complete(running);
            name = running.name();
            LOG.info("{} is running", name);
            running.await();
        }
        LOG.info("{} has stopped", name);
        return 0;
    }

    private static void requireWanted(CompletableFuture<ShutdownSignal> stop) {
        if (stop.isDone()) {
            throw new StoppedException(stop.join(), "Stopped before it had started");
        }
    }

    /**
     * Does what {@link #prepareTopics} does for a part that runs until it is stopped: it waits for Kafka for up to
     * STAGE_KAFKA_WAIT, and says so.
     *
     * @throws KafkaUnreachableException if Kafka does not answer in that time
     * @throws InvalidReplicationFactorException if it has fewer brokers than STAGE_REPLICATION then
     */
    public static void awaitTopics(Settings settings, Part part) {
        MachineFaults.requireTemporaryFolder();
        KafkaWait.untilDone(settings, () -> prepareTopics(settings, part), () -> {});
    }

    /**
     * Creates the topics of a part that are missing, and checks that it may use them.
     *
     * @throws KafkaUnreachableException if Kafka does not answer
     * @throws io.moodstream.kit.ConfigurationException if it may not, naming each topic and operation
     */
    public static void prepareTopics(Settings settings, Part part) {
        try (TopicAdmin admin = TopicAdmin.connect(settings.bind(StageConfig.class), settings)) {
            AccessRules.prepare(admin, part);
        }
    }

    /** Creates all topics that are missing. */
    public static void createTopics(Settings settings) {
        createTopics(settings, Topics.ALL);
    }

    /** Creates those of some topics that are missing. */
    public static void createTopics(Settings settings, Collection<Topic<?, ?>> topics) {
        try (TopicAdmin admin = TopicAdmin.connect(settings.bind(StageConfig.class), settings)) {
            admin.create(topics);
        }
    }
}
