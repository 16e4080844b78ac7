package io.moodstream.classifier;

import io.moodstream.kit.Stage;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;

/**
 * Builds the topology: the faces of each frame become their visible expressions; keys, timestamps and headers stay.
 * Those of single pictures have a sub-topology of their own, whose tasks take turns with those of the frames.
 */
@UsesKafka
final class ClassifierTopology {
    private ClassifierTopology() {}

    static Topology build(EmotionClassifier classifier, StageMetrics metrics, Properties properties) {
        StreamsBuilder builder = Stage.builder(properties);
        FixedKeyProcessorSupplier<String, FaceCrops, FaceEmotions> expressions =
                () -> new ExpressionProcessor(classifier, metrics);
        read(builder, Topics.FACES)
                .processValues(expressions, Named.as("classify-expressions"))
                .to(Topics.EMOTIONS.name(), to(Topics.EMOTIONS));
        read(builder, Topics.PHOTO_FACES)
                .processValues(expressions, Named.as("classify-photo-expressions"))
                .to(Topics.PHOTO_EMOTIONS.name(), to(Topics.PHOTO_EMOTIONS));
        return builder.build(properties);
    }

    private static <V> KStream<String, V> read(StreamsBuilder builder, Topic<String, V> topic) {
        return builder.stream(
                topic.name(), Consumed.with(topic.keys(), topic.values()).withName("read-" + topic.name()));
    }

    private static <V> Produced<String, V> to(Topic<String, V> topic) {
        return Produced.with(topic.keys(), topic.values()).withName("write-" + topic.name());
    }
}
