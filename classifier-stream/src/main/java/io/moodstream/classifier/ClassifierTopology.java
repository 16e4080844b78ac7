package io.moodstream.classifier;

import io.moodstream.kit.Lookahead;
import io.moodstream.kit.Lookahead.Started;
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

    /**
     * Builds the topology.
     *
     * @param classification classifies the faces of records before it is their turn
     */
    static Topology build(
            Lookahead<FaceCrops, Classification> classification, StageMetrics metrics, Properties properties) {
        StreamsBuilder builder = Stage.builder(properties);
        FixedKeyProcessorSupplier<String, Started<FaceCrops, Classification>, FaceEmotions> expressions =
                () -> new ExpressionProcessor(metrics);
        read(builder, Topics.FACES, classification)
                .processValues(expressions, Named.as("classify-expressions"))
                .to(Topics.EMOTIONS.name(), to(Topics.EMOTIONS));
        read(builder, Topics.PHOTO_FACES, classification)
                .processValues(expressions, Named.as("classify-photo-expressions"))
                .to(Topics.PHOTO_EMOTIONS.name(), to(Topics.PHOTO_EMOTIONS));
        return builder.build(properties);
    }

    private static KStream<String, Started<FaceCrops, Classification>> read(
            StreamsBuilder builder,
            Topic<String, FaceCrops> topic,
            Lookahead<FaceCrops, Classification> classification) {
        return builder.stream(
                topic.name(),
                Consumed.with(
                                topic.keys(),
                                classification.reading(topic.values().deserializer()))
                        .withName("read-" + topic.name()));
    }

    private static <V> Produced<String, V> to(Topic<String, V> topic) {
        return Produced.with(topic.keys(), topic.values()).withName("write-" + topic.name());
    }
}
