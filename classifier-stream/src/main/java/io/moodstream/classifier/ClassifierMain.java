package io.moodstream.classifier;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageMetrics;
import java.util.Properties;
import org.apache.kafka.streams.Topology;

/** Builds the classifier stage from its settings: STAGE_*, CLASSIFIER_*, KAFKA_*. */
public final class ClassifierMain {
    /** The stage's name: module, application id, metrics tag. */
    public static final String NAME = "classifier-stream";

    private ClassifierMain() {}

    /**
     * Returns the stage, whose model is loaded and has been tested.
     *
     * @throws io.moodstream.kit.ConfigurationException if the settings, the model or its provider are at fault
     */
    public static Stage stage(Settings settings) {
        StageConfig stage = settings.bind(StageConfig.class);
        ClassifierConfig config = settings.bind(ClassifierConfig.class);
        OnnxEmotionClassifier model = OnnxEmotionClassifier.open(config);
        StageMetrics metrics = StageMetrics.of(NAME, settings);
        EmotionClassifier classifier = ReloadingEmotionClassifier.watching(model, config, metrics);
        Properties properties = KafkaDefaults.streams(NAME, stage, settings);
        Topology topology = ClassifierTopology.build(classifier, metrics, properties);
        return new Stage(NAME, topology, properties, metrics, classifier);
    }
}
