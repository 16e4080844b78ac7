package io.moodstream.launcher.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.schemas.AvroSerde;
import io.moodstream.schemas.Topic;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/** The Avro schemas of topics, for programs in other languages. */
final class TopicSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A remark for Java alone. */
    private static final String JAVA_STRING = "avro.java.string";

    private TopicSchemas() {}

    /**
     * Returns every schema that records of the topic may be written with, the current one first, by its fingerprint in
     * hexadecimal digits as in the records; none for a topic whose values are not Avro. Each holds all types that it
     * names.
     */
    static Map<String, JsonNode> of(Topic<?, ?> topic) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        if (topic.values() instanceof AvroSerde<?> avro) {
            avro.schemas().forEach((fingerprint, schema) -> all.put(fingerprint, json(schema)));
        }
        return all;
    }

    private static JsonNode json(Schema schema) {
        try {
            JsonNode json = JSON.readTree(schema.toString());
            json.findParents(JAVA_STRING).forEach(type -> ((ObjectNode) type).remove(JAVA_STRING));
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every schema is JSON", e);
        }
    }
}
