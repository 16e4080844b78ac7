package io.moodstream.classifier;

import io.micrometer.core.instrument.Timer;
import io.moodstream.classifier.deployment.AuditedStart;
import io.moodstream.classifier.deployment.DeploymentConfig;
import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Lookahead;
import io.moodstream.kit.RecordGuard;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import io.moodstream.schemas.FaceCrops;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.Topology;

/** Builds the classifier stage from its settings: STAGE_*, CLASSIFIER_*, DEPLOYMENT_*, KAFKA_*. */
public final class ClassifierMain {
    /** The stage's name: module, application id, metrics tag. */
    public static final String NAME = "classifier-stream";

    /** Frames that may wait for a call that they share. Their threads only wait. */
    private static final int GPU_FRAMES = 64;

    private ClassifierMain() {}

    /**
     * Returns the stage, whose model is loaded and has been tested.
     *
     * @throws io.moodstream.kit.ConfigurationException if the settings, the model or its provider are at fault, or the
     *     deployment is prohibited
     */
    public static Stage stage(Settings settings) {
        StageConfig stage = settings.bind(StageConfig.class);
        ClassifierConfig config = settings.bind(ClassifierConfig.class);
        DeploymentConfig deployment = settings.bind(DeploymentConfig.class);
        OnnxEmotionClassifier model = OnnxEmotionClassifier.open(config);
        StageMetrics metrics = StageMetrics.of(NAME, settings);
        EmotionClassifier classifier = ReloadingEmotionClassifier.watching(model, config, metrics);
        Properties properties = KafkaDefaults.withoutMerging(KafkaDefaults.streams(NAME, stage, settings));
        RecordGuard guard = RecordGuard.open(properties, stage.recordLimit());
        Lookahead<FaceCrops, Classification> classification = classification(
                        classifier, threads(stage, model.provider()), guard, metrics)
                .withCommitPause(stage.commitPause());
        Topology topology = ClassifierTopology.build(classification, metrics, properties);
        AuditedStart start = new AuditedStart(NAME, deployment, model.id(), version(), settings);
        Stage described = new Stage(
                NAME,
                topology,
                properties,
                metrics,
                () -> {
                    classification.close();
                    guard.close();
                    classifier.close();
                },
                start::write);
        return described.withClients(classification.clients());
    }

    /**
     * Checks that the model is there and whole, without a session of ONNX Runtime.
     *
     * @throws io.moodstream.kit.ConfigurationException if it is not
     */
    public static void check(Settings settings) {
        var unused = Model.load(settings.bind(ClassifierConfig.class).model());
    }

    /** Returns what the topic audit holds about a classifier with these settings and a model. */
    public static AuditedStart audited(Settings settings, String model) {
        return new AuditedStart(NAME, settings.bind(DeploymentConfig.class), model, version(), settings);
    }

    /** Returns the version in the jar's manifest; {@code development} when run from classes. */
    private static String version() {
        return Optional.ofNullable(ClassifierMain.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** Returns what classifies the faces of records on several threads. Signals have no faces. */
    static Lookahead<FaceCrops, Classification> classification(
            EmotionClassifier classifier, int threads, RecordGuard guard, StageMetrics metrics) {
        Timer timer = metrics.timer("classify");
        return new Lookahead<>(
                NAME,
                threads,
                guard,
                crops -> crops.getSignal() == null
                        ? timer.record(() -> classifier.classify(FaceRecordMapper.crops(crops)))
                        : null);
    }

    private static int threads(StageConfig stage, Provider provider) {
        return provider == Provider.CPU ? stage.cores() : stage.workers().orElse(GPU_FRAMES);
    }
}
