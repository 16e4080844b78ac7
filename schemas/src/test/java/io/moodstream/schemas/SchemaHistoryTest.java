package io.moodstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keeps every record ever written readable. A changed schema needs a new file {@code <Name>.<n>.avsc} under
 * {@code src/main/resources/history}, and a record written with it under {@code src/test/resources/history}; run with
 * {@code -Dgolden.accept=true} to write both.
 */
class SchemaHistoryTest {
    private static final Path SCHEMAS = Path.of("src/main/resources/history");
    private static final Path RECORDS = Path.of("src/test/resources/history");

    static List<SpecificRecordBase> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theCurrentSchemaIsTheLastOneInTheHistory(SpecificRecordBase sample) throws IOException {
        Schema current = sample.getSchema();
        List<Schema> known = SchemaHistory.of(current);
        boolean changed =
                known.size() == 1 || !known.get(known.size() - 1).toString().equals(current.toString());
        if (changed && Boolean.getBoolean("golden.accept")) {
            accept(sample, known.size());
            return;
        }
        assertThat(known).hasSizeGreaterThan(1);
        assertThat(known.get(known.size() - 1).toString()).isEqualTo(current.toString());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyOldSchemaCanBeReadWithTheCurrentOne(SpecificRecordBase sample) {
        for (Schema old : SchemaHistory.of(sample.getSchema())) {
            assertThat(SchemaCompatibility.checkReaderWriterCompatibility(sample.getSchema(), old)
                            .getType())
                    .as(old.toString())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyRecordEverWrittenIsStillReadable(SpecificRecordBase sample) throws IOException {
        String name = sample.getSchema().getName();
        try (Stream<Path> files = Files.list(RECORDS)) {
            List<Path> written = files.filter(
                            file -> file.getFileName().toString().startsWith(name + "."))
                    .toList();
            assertThat(written).isNotEmpty();
            for (Path file : written) {
                byte[] bytes = HexFormat.of().parseHex(Files.readString(file).strip());
                int number = Integer.parseInt(file.getFileName().toString().split("\\.")[1]);
                assertThat(serde(sample).deserializer().deserialize("any", bytes))
                        .isEqualTo(asFarAs(SchemaHistory.of(sample.getSchema()).get(number), sample));
            }
        }
    }

    /** Returns the sample as a reader sees it if it was written with an old schema: new fields have their defaults. */
    private static SpecificRecordBase asFarAs(Schema old, SpecificRecordBase sample) {
        SpecificRecordBase expected = SpecificData.get().deepCopy(sample.getSchema(), sample);
        for (Schema.Field field : sample.getSchema().getFields()) {
            Schema.Field before = old.getField(field.name());
            Object value = expected.get(field.pos());
            if (before == null) {
                expected.put(field.pos(), SpecificData.get().getDefaultValue(field));
            } else if (value instanceof List<?> items && before.schema().getType() == Schema.Type.ARRAY) {
                Schema item = before.schema().getElementType();
                expected.put(
                        field.pos(),
                        items.stream().map(each -> asFarAs(item, each)).toList());
            }
        }
        return expected;
    }

    private static Object asFarAs(Schema old, Object item) {
        return item instanceof SpecificRecordBase part && old.getType() == Schema.Type.RECORD
                ? asFarAs(old, part)
                : item;
    }

    private static void accept(SpecificRecordBase sample, int number) throws IOException {
        String name = sample.getSchema().getName() + "." + number;
        Files.writeString(SCHEMAS.resolve(name + ".avsc"), sample.getSchema().toString() + "\n");
        byte[] bytes = serde(sample).serializer().serialize("any", sample);
        Files.writeString(RECORDS.resolve(name + ".hex"), HexFormat.of().formatHex(bytes) + "\n");
    }

    @SuppressWarnings("unchecked")
    private static AvroSerde<SpecificRecordBase> serde(SpecificRecordBase sample) {
        return new AvroSerde<>((Class<SpecificRecordBase>) sample.getClass());
    }
}
