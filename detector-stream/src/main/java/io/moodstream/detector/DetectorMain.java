package io.moodstream.detector;

import io.moodstream.detector.models.FaceDetector;
import io.moodstream.detector.models.FaceDetectors;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import java.util.Properties;
import org.apache.kafka.streams.Topology;

/** Builds the detector stage from its settings. */
public final class DetectorMain {
    /** The stage's name. */
    public static final String NAME = "detector-stream";

    private DetectorMain() {}

    /**
     * Returns the stage, ready to run.
     *
     * @throws io.moodstream.kit.ConfigurationException if a setting, the manifest or the model is invalid
     */
    public static Stage stage(Settings settings) {
        DetectorConfig config = settings.bind(DetectorConfig.class);
        Properties properties = KafkaDefaults.streams(NAME, settings.bind(StageConfig.class), settings);
        FaceDetector detector = FaceDetectors.open(config.options());
        StageMetrics metrics = StageMetrics.of(NAME, settings);
        Topology topology = DetectorTopology.build(new FaceFinder(detector, config), config, metrics, properties);
        return new Stage(NAME, topology, properties, metrics, detector);
    }
}
