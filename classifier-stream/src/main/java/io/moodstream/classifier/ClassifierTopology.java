package io.moodstream.classifier;

import io.moodstream.kit.Stage;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.Topics;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * Builds the topology: the faces of each frame become their visible expressions; keys, timestamps and headers stay.
 */
@UsesKafka
final class ClassifierTopology {
    private ClassifierTopology() {}

    static Topology build(EmotionClassifier classifier, StageMetrics metrics, Properties properties) {
        StreamsBuilder builder = Stage.builder(properties);
        builder.stream(
                        Topics.FACES.name(),
                        Consumed.with(Topics.FACES.keys(), Topics.FACES.values())
                                .withName("read-faces"))
                .processValues(() -> new ExpressionProcessor(classifier, metrics), Named.as("classify-expressions"))
                .to(
                        Topics.EMOTIONS.name(),
                        Produced.with(Topics.EMOTIONS.keys(), Topics.EMOTIONS.values())
                                .withName("write-emotions"));
        return builder.build(properties);
    }
}
