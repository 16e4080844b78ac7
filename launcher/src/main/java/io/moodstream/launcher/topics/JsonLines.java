package io.moodstream.launcher.topics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Formats a topic's records as JSON lines. */
public final class JsonLines {
    private JsonLines() {}

    /**
     * Returns the record's value; for a dead letter its headers; for a record that cannot be decoded the reason; for one
     * without a value, which deletes those of its key, that.
     */
    public static ObjectNode of(Topic<?, ?> topic, ConsumerRecord<byte[], byte[]> record) {
        if (topic == Topics.DEAD_LETTERS) {
            return json(DeadLetter.of(record));
        }
        try {
            Object value = TopicReader.value(topic, record);
            return value instanceof IndexedRecord avro
                    ? RecordJson.of(avro)
                    : place(record).put("deleted", true);
        } catch (SerializationException e) {
            return place(record).put("unreadable", String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode json(DeadLetter letter) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("topic", letter.topic())
                .put("partition", letter.partition())
                .put("offset", letter.offset())
                .put("key", letter.key())
                .put("bytes", letter.bytes())
                .put("reason", letter.reason())
                .put("message", letter.message())
                .put("at", letter.at().toString());
    }

    private static ObjectNode place(ConsumerRecord<byte[], byte[]> record) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("key", TopicReader.key(record))
                .put("offset", record.offset());
    }
}
