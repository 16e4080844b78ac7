package io.moodstream.launcher.topics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Formats a topic's records as JSON lines. */
public final class JsonLines {
    private JsonLines() {}

    /** Returns the record's value; for a dead letter its headers; for a record that cannot be decoded the reason. */
    public static ObjectNode of(Topic<?, ?> topic, ConsumerRecord<byte[], byte[]> record) {
        if (topic == Topics.DEAD_LETTERS) {
            return DeadLetter.of(record).json();
        }
        try {
            Object value = topic.values().deserializer().deserialize(topic.name(), record.value());
            return value instanceof IndexedRecord avro ? RecordJson.of(avro) : without(record, "no value");
        } catch (SerializationException e) {
            return without(record, String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode without(ConsumerRecord<byte[], byte[]> record, String reason) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        return JsonNodeFactory.instance
                .objectNode()
                .put("key", key)
                .put("offset", record.offset())
                .put("unreadable", reason);
    }
}
