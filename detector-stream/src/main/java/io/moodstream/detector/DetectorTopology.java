package io.moodstream.detector;

import io.moodstream.detector.state.SourceState;
import io.moodstream.kit.Lookahead;
import io.moodstream.kit.Lookahead.Started;
import io.moodstream.kit.Stage;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.AvroSerde;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Builds the topology: frames become faces, one record for each frame, even for one without a face. Single pictures do
 * so in a sub-topology of their own, whose tasks take turns with those of the frames.
 */
@UsesKafka
final class DetectorTopology {
    private DetectorTopology() {}

    /**
     * Builds the topology.
     *
     * @param detection finds the faces of frames before it is their turn
     * @param finder finds them in their turn, where that has to be done again
     */
    static Topology build(
            Lookahead<PublishedFrame, FrameFaces> detection,
            FaceFinder finder,
            DetectorConfig config,
            StageMetrics metrics,
            Properties properties) {
        StreamsBuilder builder = Stage.builder(properties);
        read(builder, Topics.FRAMES, detection)
                .process(new Faces(finder, config, metrics), Named.as("detect-faces"))
                .to(Topics.FACES.name(), to(Topics.FACES));
        read(builder, Topics.PHOTOS, detection)
                .process(() -> FaceProcessor.ofPhotos(finder, config, metrics), Named.as("detect-photo-faces"))
                .to(Topics.PHOTO_FACES.name(), to(Topics.PHOTO_FACES));
        return builder.build(properties);
    }

    private static KStream<String, Started<PublishedFrame, FrameFaces>> read(
            StreamsBuilder builder, Topic<String, Frame> topic, Lookahead<PublishedFrame, FrameFaces> detection) {
        return builder.stream(
                topic.name(),
                Consumed.with(
                                topic.keys(),
                                detection.reading(
                                        new PublishedFrames(topic.values().deserializer())))
                        .withName("read-" + topic.name()));
    }

    private static <V> Produced<String, V> to(Topic<String, V> topic) {
        return Produced.with(topic.keys(), topic.values()).withName("write-" + topic.name());
    }

    /** Supplies a processor for each task, and the store of what it remembers of sources. */
    private record Faces(FaceFinder finder, DetectorConfig config, StageMetrics metrics)
            implements ProcessorSupplier<String, Started<PublishedFrame, FrameFaces>, String, FaceCrops> {

        @Override
        public Processor<String, Started<PublishedFrame, FrameFaces>, String, FaceCrops> get() {
            return FaceProcessor.ofSources(finder, config, metrics);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(FaceProcessor.STORE),
                            Serdes.String(),
                            new AvroSerde<>(SourceState.class))
                    .withCachingEnabled());
        }
    }
}
