package io.moodstream.recommender;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.recommender.clock.KafkaProbes;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.Properties;

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
        return new Stage(
                NAME,
                partitions -> RecommenderTopology.build(
                        config, recommender, probes, metrics, properties, partitions.applyAsInt(Topics.LECTURE_EVENTS)),
                properties,
                metrics,
                probes);
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
