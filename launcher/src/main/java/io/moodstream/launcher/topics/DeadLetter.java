package io.moodstream.launcher.topics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What the dead-letter queue says of a record that could not be processed (Kafka's KIP-1034 headers).
 *
 * @param topic where the record was
 * @param partition its partition there
 * @param offset its offset there
 * @param key its key, as text
 * @param bytes size of its value
 * @param reason a short stable word, such as truncated-jpeg
 * @param message one sentence
 * @param at the record's timestamp
 */
public record DeadLetter(
        String topic, int partition, long offset, String key, int bytes, String reason, String message, Instant at) {
    private static final String PREFIX = "__streams.errors.";
    private static final Pattern REASON = Pattern.compile("([a-z][a-z0-9-]{2,40}): .*", Pattern.DOTALL);

    /** Reads the headers and the key of a record of {@code dead-letters}. */
    public static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
        String message = header(record, "message");
        return new DeadLetter(
                header(record, "topic"),
                number(header(record, "partition")).intValue(),
                number(header(record, "offset")),
                record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
                record.value() == null ? 0 : record.value().length,
                reason(header(record, "exception"), message),
                message,
                Instant.ofEpochMilli(record.timestamp()));
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("topic", topic)
                .put("partition", partition)
                .put("offset", offset)
                .put("key", key)
                .put("bytes", bytes)
                .put("reason", reason)
                .put("message", message)
                .put("at", at.toString());
    }

    /** Our own messages begin with the reason; of others the exception's name is taken. */
    private static String reason(String exception, String message) {
        Matcher matcher = REASON.matcher(message);
        if (matcher.matches()) {
            return matcher.group(1);
        }
        String name = exception.substring(exception.lastIndexOf('.') + 1).replaceFirst("Exception$", "");
        return name.replaceAll("(?<=[a-z])([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    private static Long number(String text) {
        return text.matches("\\d{1,18}") ? Long.valueOf(text) : -1L;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(PREFIX + name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
