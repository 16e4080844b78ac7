package io.moodstream.ingest;

import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.ingest.sources.SourceSpec;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;

/** Starts ingest from its settings: STAGE_*, INGEST_*, KAFKA_*. */
final class IngestMain {
    /** Its name: module and metrics tag. */
    public static final String NAME = "ingest-producer";

    private IngestMain() {}

    /**
     * Plays INGEST_SOURCES.
     *
     * @param metrics of this process; stays open
     * @throws io.moodstream.kit.ConfigurationException if the settings or a source are at fault
     */
    public static Ingest ingest(Settings settings, StageMetrics metrics) {
        StageConfig stage = settings.bind(StageConfig.class);
        IngestConfig config = settings.bind(IngestConfig.class);
        return Ingest.start(
                config, stage, settings, SourceSpec.parseAll(config.sources()), PublishListener.NONE, metrics);
    }
}
