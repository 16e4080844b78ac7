package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.recommender.state.TrackState;
import io.moodstream.recommender.state.TrackStates;
import io.moodstream.schemas.AvroSerde;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

/** What a store holds from before an update is still readable after it. */
class StateHistoryTest {

    @Test
    void tracksFromBeforeFacesCouldBeUnreadable() throws IOException {
        Schema schema = schema("TrackStates.1.avsc");
        GenericRecord old = new GenericRecordBuilder(schema)
                .set("latest", 9_000L)
                .set("tracks", List.of(track(schema.getField("tracks").schema().getElementType())))
                .build();
        var buffer = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(old);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);

        TrackStates read = new AvroSerde<>(TrackStates.class).deserializer().deserialize("any", bytes);

        assertThat(read.getLatest()).isEqualTo(9_000);
        TrackState track = read.getTracks().get(0);
        assertThat(track.getTrackId()).isEqualTo(7);
        assertThat(track.getNegative()).isEqualTo(0.5);
        assertThat(track.getLastRead()).isNull();
    }

    private static GenericRecord track(Schema schema) {
        GenericRecordBuilder track = new GenericRecordBuilder(schema)
                .set("trackId", 7L)
                .set("negative", 0.5)
                .set("absent", false)
                .set("placed", true);
        List.of("firstSeen", "lastSeen", "seenFor", "unseenFor").forEach(field -> track.set(field, 1L));
        List.of("x", "y", "width", "height").forEach(field -> track.set(field, 0.1f));
        return track.build();
    }

    private static Schema schema(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(StateHistoryTest.class.getResourceAsStream("/history/" + file))) {
            return new Schema.Parser().parse(in);
        }
    }
}
