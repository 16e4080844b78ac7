package io.moodstream.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.detector.state.SourceState;
import io.moodstream.schemas.AvroSerde;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

/** Tests that records stored by older versions are still readable. */
class StateHistoryTest {
    @Test
    void aSourceFromBeforeTheNumberOfItsNewestFrameWasStoredHasNone() throws IOException {
        SourceState read = readAsWrittenWith("SourceState.2.avsc");
        assertThat(read.getNextId()).isEqualTo(3);
        assertThat(StoredMemory.read(read).sequence()).isEqualTo(-1);
    }

    @Test
    void aSourceFromWhenAnotherStoreHadTheFramesSeenHasSeenNone() throws IOException {
        SourceState read = readAsWrittenWith("SourceState.3.avsc");
        assertThat(read.getNextId()).isEqualTo(3);
        assertThat(StoredMemory.read(read).seen()).isEqualTo(SeenFrames.NONE);
    }

    private static SourceState readAsWrittenWith(String file) throws IOException {
        GenericRecord old = new GenericRecordBuilder(schema(file))
                .set("nextId", 3L)
                .set("seenUntil", 1000L)
                .set("touchedAt", 1000L)
                .set("tracks", List.of())
                .build();
        ByteBuffer buffer = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), old.getSchema()).encode(old);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);

        return new AvroSerde<>(SourceState.class).deserializer().deserialize("any", bytes);
    }

    private static Schema schema(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(StateHistoryTest.class.getResourceAsStream("/history/" + file))) {
            return new Schema.Parser().parse(in);
        }
    }
}
