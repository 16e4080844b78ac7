package io.moodstream.dashboard.topics;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads what Kafka Streams notes in the headers of a dead letter (KIP-1034). Its value, a picture, is let go. */
final class DeadLetterReader {
    private static final String PREFIX = "__streams.errors.";

    private DeadLetterReader() {}

    static DeadLetter read(ConsumerRecord<byte[], byte[]> record) {
        return new DeadLetter(
                header(record, "topic"),
                (int) number(header(record, "partition")),
                number(header(record, "offset")),
                Optional.ofNullable(record.key()).map(DeadLetterReader::text),
                header(record, "message"));
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
