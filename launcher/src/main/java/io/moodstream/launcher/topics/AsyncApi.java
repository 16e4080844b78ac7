package io.moodstream.launcher.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.util.List;
import java.util.Map;

/** Describes all topics as an AsyncAPI 3.0 document. */
public final class AsyncApi {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String AVRO = "application/vnd.apache.avro+json;version=1.9.0";
    private static final String BINDING = "0.5.0";

    /** Topics that others may write to, beside moodstream itself. */
    private static final List<Topic<?, ?>> RECEIVED = List.of(Topics.FRAMES, Topics.SOURCES, Topics.LECTURE_EVENTS);

    private AsyncApi() {}

    /**
     * Returns the document.
     *
     * @param version moodstream's version
     */
    public static ObjectNode document(String version) {
        ObjectNode document = JSON.objectNode();
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "moodstream")
                .put("version", version)
                .put(
                        "description",
                        "Topics of visible expressions. Values are in Avro's single-object encoding: the bytes C3 01, the"
                                + " 8-byte fingerprint of the schema, the record. See docs/consuming.md.")
                .putObject("license")
                .put("name", "Apache-2.0");
        document.put("defaultContentType", "avro/binary");
        document.putObject("servers")
                .putObject("kafka")
                .put("host", "localhost:9092")
                .put("protocol", "kafka");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode messages = document.putObject("components").putObject("messages");
        for (Topic<?, ?> topic : Topics.ALL) {
            String message = message(topic, messages);
            channels.set(topic.name(), channel(topic, message));
            operations.set("write-" + topic.name(), operation("send", topic, message));
            if (RECEIVED.contains(topic)) {
                operations.set("read-" + topic.name(), operation("receive", topic, message));
            }
        }
        return document;
    }

    private static ObjectNode channel(Topic<?, ?> topic, String message) {
        ObjectNode channel = JSON.objectNode().put("address", topic.name());
        channel.putObject("messages").set(message, ref("#/components/messages/" + message));
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka").put("partitions", topic.partitions());
        Map<String, String> config = topic.config();
        ObjectNode settings = kafka.putObject("topicConfiguration");
        List.of(String.valueOf(config.get("cleanup.policy")).split(","))
                .forEach(settings.withArrayProperty("cleanup.policy")::add);
        settings.put("retention.ms", Long.parseLong(String.valueOf(config.get("retention.ms"))));
        settings.put("max.message.bytes", topic.maxRecordBytes());
        kafka.put("bindingVersion", BINDING);
        return channel;
    }

    /** Adds the message of the topic's records, if it is not there yet, and returns its name. */
    private static String message(Topic<?, ?> topic, ObjectNode messages) {
        JsonNode schema = TopicSchemas.of(topic).values().stream().findFirst().orElse(null);
        String name = schema == null ? "DeadLetter" : schema.path("name").asText();
        if (messages.has(name)) {
            return name;
        }
        ObjectNode message = messages.putObject(name);
        if (schema == null) {
            message.put(
                    "summary",
                    "The bytes of a record that could not be processed; the reason is in headers __streams.errors.*");
            message.put("contentType", "application/octet-stream");
        } else {
            message.put("summary", schema.path("doc").asText());
            message.putObject("payload").put("schemaFormat", AVRO).set("schema", schema);
            message.putObject("bindings")
                    .putObject("kafka")
                    .put("bindingVersion", BINDING)
                    .putObject("key")
                    .put("type", "string");
        }
        return name;
    }

    private static ObjectNode operation(String action, Topic<?, ?> topic, String message) {
        ObjectNode operation = JSON.objectNode().put("action", action);
        operation.set("channel", ref("#/channels/" + topic.name()));
        operation.putArray("messages").add(ref("#/channels/" + topic.name() + "/messages/" + message));
        return operation;
    }

    private static ObjectNode ref(String place) {
        return JSON.objectNode().put("$ref", place);
    }
}
