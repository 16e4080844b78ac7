package io.moodstream.detector;

import io.moodstream.detector.models.FaceDetector;
import io.moodstream.detector.models.FaceDetectors;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Lookahead;
import io.moodstream.kit.RecordGuard;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import java.util.Properties;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the detector stage from its settings. */
public final class DetectorMain {
    /** The stage's name. */
    public static final String NAME = "detector-stream";

    private static final Logger LOG = LoggerFactory.getLogger(DetectorMain.class);

    private DetectorMain() {}

    /**
     * Returns the stage, ready to run.
     *
     * @throws io.moodstream.kit.ConfigurationException if a setting, the manifest or the model is invalid
     */
    public static Stage stage(Settings settings) {
        DetectorConfig config = settings.bind(DetectorConfig.class);
        StageConfig stage = settings.bind(StageConfig.class);
        Properties properties = KafkaDefaults.withoutMerging(KafkaDefaults.streams(NAME, stage, settings));
        FaceDetector detector = FaceDetectors.open(config.options());
        LOG.info("Faces are found by {}", detector.id());
        StageMetrics metrics = StageMetrics.of(NAME, settings);
        FaceFinder finder = new FaceFinder(detector, config);
        RecordGuard guard = RecordGuard.open(properties, stage.recordLimit());
        Lookahead<PublishedFrame, FrameFaces> detection =
                detection(finder, config, stage.cores(), guard, metrics).withCommitPause(stage.commitPause());
        Topology topology = DetectorTopology.build(detection, finder, config, metrics, properties);
        Stage described = new Stage(NAME, topology, properties, metrics, () -> {
            detection.close();
            guard.close();
            detector.close();
        });
        return described.withClients(detection.clients());
    }

    /**
     * Checks that the detector's model is there, without loading it.
     *
     * @throws io.moodstream.kit.ConfigurationException if it is not
     */
    public static void check(Settings settings) {
        FaceDetectors.check(settings.bind(DetectorConfig.class).options());
    }

    /** Returns what finds the faces of frames on several threads. */
    static Lookahead<PublishedFrame, FrameFaces> detection(
            FaceFinder finder, DetectorConfig config, int threads, RecordGuard guard, StageMetrics metrics) {
        SpeculativeDetection detection = new SpeculativeDetection(finder, config, metrics.timer("detect"));
        return new Lookahead<>(NAME, threads, guard, detection::start);
    }
}
