package io.moodstream.detector;

import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Topics;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Reads frames and what their headers say. */
@UsesKafka
final class PublishedFrames {
    private PublishedFrames() {}

    /** Returns a serde that reads frames with their headers; it writes none. */
    static Serde<PublishedFrame> reading(Serde<Frame> frames) {
        Deserializer<Frame> deserializer = frames.deserializer();
        Serializer<PublishedFrame> none = (topic, value) -> {
            throw new UnsupportedOperationException("published frames are not written");
        };
        return Serdes.serdeFrom(none, new Deserializer<>() {
            @Override
            public PublishedFrame deserialize(String topic, byte[] value) {
                return new PublishedFrame(deserializer.deserialize(topic, value), false);
            }

            @Override
            public PublishedFrame deserialize(String topic, Headers headers, byte[] value) {
                Frame frame = deserializer.deserialize(topic, headers, value);
                return new PublishedFrame(frame, headers.lastHeader(Topics.WHOLE) != null);
            }
        });
    }
}
