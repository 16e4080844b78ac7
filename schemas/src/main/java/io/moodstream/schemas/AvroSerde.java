package io.moodstream.schemas;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.NullUnmarked;

/**
 * Encodes and decodes records in Avro's single-object encoding (Avro specification, "Single-object encoding"): two
 * marker bytes, the 8-byte fingerprint of the writer's schema, the record's binary form. Older schemas are resolved
 * from the class path, so no registry is needed.
 *
 * @param <T> the record's generated class
 */
public final class AvroSerde<T extends SpecificRecordBase> implements Serde<T> {
    private final Class<T> type;
    private final BinaryMessageEncoder<T> encoder;
    private final BinaryMessageDecoder<T> decoder;

    /**
     * Creates a serde with all schemas that the record ever had.
     *
     * @param type the record's generated class
     */
    public AvroSerde(Class<T> type) {
        TrustedRecords.trust();
        this.type = type;
        Schema schema = SpecificData.get().getSchema(type);
        SpecificData data = SpecificData.getForClass(type);
        SchemaStore.Cache known = new SchemaStore.Cache();
        SchemaHistory.of(schema).forEach(known::addSchema);
        this.encoder = new BinaryMessageEncoder<>(data, schema);
        this.decoder = new BinaryMessageDecoder<>(data, schema, known);
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, record) -> record == null ? null : encode(record);
    }

    /** Returns a deserializer that throws {@link SerializationException}, naming the record type and the fault. */
    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> bytes == null ? null : decode(bytes);
    }

    private byte[] encode(T record) {
        try {
            var buffer = encoder.encode(record);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("Cannot write " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    @NullUnmarked
    private T decode(byte[] bytes) {
        try {
            return decoder.decode(bytes, null);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "Not a readable " + type.getSimpleName() + " of " + bytes.length + " bytes: " + e.getMessage(), e);
        }
    }
}
