package io.moodstream.schemas;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
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
    /** Length of the marker and the fingerprint. */
    private static final int HEADER = 2 + Long.BYTES;

    private final Class<T> type;
    private final List<Schema> schemas;
    private final BinaryMessageEncoder<T> encoder;
    private final Map<Long, DatumReader<T>> readers = new HashMap<>();

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
        this.schemas = List.copyOf(SchemaHistory.of(schema));
        this.encoder = new BinaryMessageEncoder<>(data, schema, false); // encode copies
        for (Schema written : schemas) {
            readers.put(
                    SchemaNormalization.parsingFingerprint64(written),
                    new SpecificDatumReader<>(written, schema, data));
        }
    }

    /**
     * Returns every schema that a record may be written with, the current one first, by its fingerprint: the 8 bytes
     * after the two marker bytes, as 16 lower-case hexadecimal digits. Each is whole: it names no type that is not in
     * it.
     */
    public Map<String, Schema> schemas() {
        Map<String, Schema> all = new LinkedHashMap<>();
        for (Schema schema : schemas) {
            byte[] fingerprint = fingerprint(schema);
            all.putIfAbsent(HexFormat.of().formatHex(fingerprint), schema);
        }
        return all;
    }

    private static byte[] fingerprint(Schema schema) {
        return fingerprint(SchemaNormalization.parsingFingerprint64(schema));
    }

    private static byte[] fingerprint(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    private DatumReader<T> reader(byte[] bytes) throws IOException {
        if (bytes.length < HEADER || bytes[0] != (byte) 0xC3 || bytes[1] != 1) {
            throw new IOException("it does not begin with C3 01 and a fingerprint");
        }
        long written = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        DatumReader<T> reader = readers.get(written);
        if (reader == null) {
            throw new IOException("no version of its schema has the fingerprint "
                    + HexFormat.of().formatHex(fingerprint(written)));
        }
        return reader;
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
            // Avro's BinaryMessageDecoder does not know where the bytes end: it makes room for as much as a forged
            // length says.
            return reader(bytes)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
        } catch (EOFException e) {
            throw new SerializationException(
                    "Not a readable " + type.getSimpleName() + " of " + bytes.length + " bytes: it is cut off", e);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "Not a readable " + type.getSimpleName() + " of " + bytes.length + " bytes: " + e.getMessage(), e);
        }
    }
}
