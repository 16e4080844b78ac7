package io.moodstream.dashboard.topics;

import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;

/**
 * Reads what Kafka Streams notes in the headers of a dead letter (KIP-1034). Its value is the record that could not be
 * processed, as it came: faces say which frame they are of; a frame, the picture itself, is let go.
 */
@UsesKafka
final class DeadLetterReader {
    private static final String PREFIX = "__streams.errors.";

    private DeadLetterReader() {}

    static DeadLetter read(ConsumerRecord<byte[], byte[]> record) {
        String topic = header(record, "topic");
        return new DeadLetter(
                topic,
                (int) number(header(record, "partition")),
                number(header(record, "offset")),
                Optional.ofNullable(record.key()).map(DeadLetterReader::text),
                topic.equals(Topics.FACES.name()) ? faces(record.value()) : Optional.empty(),
                header(record, "message"));
    }

    private static Optional<FaceCrops> faces(byte[] value) {
        try {
            return Optional.of(Topics.FACES.values().deserializer().deserialize(Topics.FACES.name(), value));
        } catch (SerializationException e) {
            return Optional.empty(); // which may be why it is a dead letter
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(PREFIX + name);
        return header == null || header.value() == null ? "" : text(header.value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }
}
