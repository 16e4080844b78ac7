package io.moodstream.recommender;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.KafkaWait;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.recommender.clock.KafkaProbes;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.apache.kafka.streams.Topology;

/** Builds the recommender stage from its settings. */
public final class RecommenderMain {
    /** The stage's name: its module and its application id. */
    public static final String NAME = "recommender-stream";

    /** For windows of seconds that is often enough; single pictures, for which somebody waits, are committed at once. */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(200);

    private RecommenderMain() {}

    /**
     * Returns the stage for the given settings, not yet started.
     *
     * @throws io.moodstream.kit.ConfigurationException if a setting or the catalogue is wrong
     */
    public static Stage stage(Settings settings) {
        RecommenderConfig config = settings.bind(RecommenderConfig.class);
        StageConfig stage = settings.bind(StageConfig.class);
        Properties properties = KafkaDefaults.streams(NAME, stage, settings, COMMIT_INTERVAL);
        Recommender recommender = new Recommender(CatalogueReader.read(config.catalogue()), config.titles());
        StageMetrics metrics = StageMetrics.of(NAME, settings);
        KafkaProbes probes = new KafkaProbes(stage, settings);
        IntFunction<Topology> topology =
                lectures -> RecommenderTopology.build(config, recommender, probes, metrics, properties, lectures);
        return new Stage(NAME, topology.apply(Topics.LECTURE_EVENTS.partitions()), properties, metrics, probes)
                .withTopologyAtStart(
                        requireWanted -> topology.apply(lecturePartitions(stage, settings, requireWanted)));
    }

    private static int lecturePartitions(StageConfig stage, Settings settings, Runnable requireWanted) {
        AtomicInteger partitions = new AtomicInteger();
        KafkaWait.untilDone(
                settings,
                () -> {
                    try (TopicAdmin admin = TopicAdmin.connect(stage, settings)) {
                        partitions.set(admin.partitions(Topics.LECTURE_EVENTS));
                    }
                },
                requireWanted);
        return partitions.get();
    }

    /**
     * Checks that the catalogue is there and valid.
     *
     * @throws io.moodstream.kit.ConfigurationException naming what is wrong
     */
    public static void check(Settings settings) {
        var unused = CatalogueReader.read(settings.bind(RecommenderConfig.class).catalogue());
    }
}
