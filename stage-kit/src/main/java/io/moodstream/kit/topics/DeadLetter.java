package io.moodstream.kit.topics;

import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Describes a record that could not be processed, and the reason. Kafka Streams writes the record unchanged to the
 * topic dead-letters, with headers that say where it was and what went wrong (KIP-1034); {@link #explain} writes the
 * same headers.
 *
 * @param topic the topic of the record
 * @param partition its partition; -1 if it was never in the topic
 * @param offset its offset; -1 if it was never in the topic
 * @param key its key as text; empty if it had none
 * @param bytes size of its value
 * @param reason a short stable word, such as truncated-jpeg
 * @param message one sentence
 * @param at the timestamp of the dead letter
 * @param faces the record itself, if it is from the topic faces or photo-faces and can be decoded; it identifies the
 *     frame
 */
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        String key,
        int bytes,
        String reason,
        String message,
        Instant at,
        Optional<FaceCrops> faces) {
    private static final String PREFIX = "__streams.errors.";
    private static final Pattern REASON = Pattern.compile("([a-z][a-z0-9-]{2,40}): .*", Pattern.DOTALL);

    /** Reads a record of the topic dead-letters. */
    public static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
        String topic = header(record, "topic");
        String message = header(record, "message");
        return new DeadLetter(
                topic,
                (int) number(header(record, "partition")),
                number(header(record, "offset")),
                record.key() == null ? "" : text(record.key()),
                record.value() == null ? 0 : record.value().length,
                reason(header(record, "exception"), message),
                message,
                Instant.ofEpochMilli(record.timestamp()),
                topic.equals(Topics.FACES.name()) || topic.equals(Topics.PHOTO_FACES.name())
                        ? faces(record.value())
                        : Optional.empty());
    }

    /** Writes the headers for a record that was never in its topic and therefore has no offset. */
    public static void explain(Headers headers, String topic, Throwable cause) {
        write(headers, "exception", cause.getClass().getName());
        write(headers, "message", String.valueOf(cause.getMessage()));
        write(headers, "stacktrace", Arrays.toString(cause.getStackTrace()));
        write(headers, "topic", topic);
        write(headers, "partition", "-1");
        write(headers, "offset", "-1");
    }

    /** Returns whether the record was in the topic frames, where {@link #partition} and {@link #offset} find it. */
    public boolean isFrame() {
        return topic.equals(Topics.FRAMES.name()) && offset >= 0;
    }

    /** Returns whether the record was in the topic faces. */
    public boolean isFaces() {
        return topic.equals(Topics.FACES.name());
    }

    private static Optional<FaceCrops> faces(byte[] value) {
        try {
            return Optional.ofNullable(Topics.FACES.values().deserializer().deserialize(Topics.FACES.name(), value));
        } catch (SerializationException e) {
            return Optional.empty(); // which may be why it is a dead letter
        }
    }

    /** Returns the reason: the project's own messages begin with it; for others it is the name of the exception. */
    private static String reason(String exception, String message) {
        Matcher matcher = REASON.matcher(message);
        if (matcher.matches()) {
            return matcher.group(1);
        }
        String name = exception.substring(exception.lastIndexOf('.') + 1).replaceFirst("Exception$", "");
        return name.replaceAll("(?<=[a-z])([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(PREFIX + name);
        return header == null || header.value() == null ? "" : text(header.value());
    }

    private static void write(Headers headers, String name, String value) {
        headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
