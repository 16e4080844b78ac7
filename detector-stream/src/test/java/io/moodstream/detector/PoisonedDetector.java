package io.moodstream.detector;

import io.moodstream.detector.models.FaceDetector;
import io.moodstream.detector.models.FaceDetectors;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Lookahead;
import io.moodstream.kit.RecordGuard;
import io.moodstream.kit.RunningStage;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.schemas.Frame;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/** The detector's stage in a process of its own, with a decoder that ends or blocks the process on some frames. */
final class PoisonedDetector {
    /** The first byte of a picture behind its JPEG's marker on which the decoder ends the process. */
    static final byte ABORTS = 1;

    /** The same, on which it does not come back. */
    static final byte HANGS = 2;

    private PoisonedDetector() {}

    /** Takes the broker's address and the state folder. */
    public static void main(String[] args) throws Exception {
        Settings settings = new Settings(Map.of(
                "STAGE_BOOTSTRAP",
                args[0],
                "STAGE_STATE_DIR",
                args[1],
                "STAGE_INSTANCE",
                "one",
                "STAGE_RECORD_LIMIT",
                "2s"));
        StageConfig config = settings.bind(StageConfig.class);
        DetectorConfig detectorConfig = settings.bind(DetectorConfig.class);
        Properties properties = KafkaDefaults.streams(DetectorMain.NAME, config, settings);
        FaceDetector detector = FaceDetectors.open(detectorConfig.options());
        FaceFinder finder = new FaceFinder(detector, detectorConfig);
        StageMetrics metrics = StageMetrics.local(DetectorMain.NAME);
        RecordGuard guard = RecordGuard.open(properties, config.recordLimit());
        Lookahead<PublishedFrame, FrameFaces> detection =
                new Lookahead<>(DetectorMain.NAME, 2, guard, published -> decode(finder, published.frame()));
        Stage stage = new Stage(
                DetectorMain.NAME,
                DetectorTopology.build(detection, finder, detectorConfig, metrics, properties),
                properties,
                metrics,
                () -> {
                    detection.close();
                    guard.close();
                    detector.close();
                });
        RunningStage.start(stage).await();
    }

    private static FrameFaces decode(FaceFinder finder, Frame frame) {
        byte kind = frame.getImage().get(frame.getImage().position());
        if (kind == ABORTS) {
            Runtime.getRuntime().halt(134); // as abort() in native code: no hook and no finally runs
        }
        while (kind == HANGS) {
            LockSupport.park();
        }
        return finder.find(FrameValidator.image(frame), false, Expected.NOTHING);
    }
}
