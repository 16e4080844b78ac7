package io.moodstream.detector;

import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Topics;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads frames and what their headers say. */
@UsesKafka
record PublishedFrames(Deserializer<Frame> frames) implements Deserializer<PublishedFrame> {
    @Override
    public PublishedFrame deserialize(String topic, byte[] value) {
        return new PublishedFrame(frames.deserialize(topic, value), false);
    }

    @Override
    public PublishedFrame deserialize(String topic, Headers headers, byte[] value) {
        return new PublishedFrame(frames.deserialize(topic, headers, value), headers.lastHeader(Topics.WHOLE) != null);
    }
}
