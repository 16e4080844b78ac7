package io.moodstream.launcher.torture;

import io.moodstream.schemas.AvroSerde;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Lets a process write its records with the schemas before the present ones, as one of an earlier version would. What
 * an earlier schema cannot say is written with the present one. Kafka's clients, also those that read, get it by name
 * through the setting {@link #SETTING}.
 */
public final class EarlierSchemas implements ProducerInterceptor<Object, Object>, ConsumerInterceptor<byte[], byte[]> {
    /** The setting that makes a process of moodstream do that. */
    static final String SETTING = "KAFKA_INTERCEPTOR_CLASSES=" + EarlierSchemas.class.getName();

    @Override
    public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
        // Clients that serialize records themselves, as that of the audit does, have no bytes yet.
        Object value = record.value() instanceof byte[] bytes ? earlier(record.topic(), bytes) : record.value();
        return new ProducerRecord<>(
                record.topic(), record.partition(), record.timestamp(), record.key(), value, record.headers());
    }

    /** Returns a value as an earlier version would have written it. */
    static byte[] earlier(String topic, byte[] value) {
        return Topics.named(topic)
                .map(Topic::values)
                .filter(serde -> serde instanceof AvroSerde)
                .flatMap(serde -> earlier((AvroSerde<?>) serde, value))
                .orElse(value);
    }

    private static Optional<byte[]> earlier(AvroSerde<?> serde, byte[] value) {
        List<Schema> schemas = List.copyOf(serde.schemas().values());
        Schema present = schemas.get(0);
        Schema before = schemas.get(schemas.size() - 1);
        GenericData data = new GenericData();
        try {
            BinaryMessageDecoder<GenericRecord> decoder = new BinaryMessageDecoder<>(data, before);
            decoder.addSchema(present);
            GenericRecord record = decoder.decode(ByteBuffer.wrap(value), null);
            ByteBuffer written = new BinaryMessageEncoder<GenericRecord>(data, before).encode(record);
            byte[] bytes = new byte[written.remaining()];
            written.get(bytes);
            boolean same = serde.deserializer()
                    .deserialize("", bytes)
                    .equals(serde.deserializer().deserialize("", value));
            return same ? Optional.of(bytes) : Optional.empty();
        } catch (IOException | AvroRuntimeException e) {
            return Optional.empty(); // such as a kind of event that is new
        }
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception exception) {}

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
}
