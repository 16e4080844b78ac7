package io.moodstream.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.kit.Settings;
import io.moodstream.recommender.state.TrackState;
import io.moodstream.recommender.state.TrackStates;
import io.moodstream.schemas.AvroSerde;
import io.moodstream.schemas.Emotion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

/** Tests that records stored by older versions are still readable. */
class StateHistoryTest {
    private static final long LATEST = Sample.START + 19_800;

    @Test
    void tracksFromBeforeFacesCouldBeUnreadable() throws IOException {
        TrackStates read = stored(0.5);

        assertThat(read.getLatest()).isEqualTo(LATEST);
        TrackState track = read.getTracks().get(0);
        assertThat(track.getTrackId()).isEqualTo(7);
        assertThat(track.getNegative()).isEqualTo(0.5);
        assertThat(track.getLastRead()).isNull();
    }

    @Test
    void aTimeBeyondTheThresholdContinuesAfterTheUpdate() throws IOException {
        RecommenderConfig config = new Settings(Map.of()).bind(RecommenderConfig.class);
        Stream<AttentionTrack> tracks = stored(0.9).getTracks().stream().map(AttentionTrack::of);
        AttentionWatch watch = new AttentionWatch(config, "maths", "front", null, LATEST, tracks);

        assertThat(watch.see(Sample.frame("front", 20_000, Sample.face(7, Emotion.sad, 0.9))))
                .singleElement()
                .satisfies(
                        opened -> assertThat(opened.getSince().toEpochMilli()).isEqualTo(Sample.START));
    }

    @Test
    void aTrackThatWasNeverReadableStaysSo() {
        AttentionTrack track = AttentionTrack.first(Sample.unreadable(Sample.face(7, Emotion.sad, 0.9)), LATEST);

        assertThat(AttentionTrack.of(track.state()).lastRead).isNull();
    }

    /**
     * Returns one track that was last seen, and readable, at {@link #LATEST}, and has been beyond the threshold from
     * the start.
     */
    private static TrackStates stored(double negative) throws IOException {
        Schema schema = schema("TrackStates.1.avsc");
        GenericRecord track = track(schema.getField("tracks").schema().getElementType(), negative);
        GenericRecord old = new GenericRecordBuilder(schema)
                .set("latest", LATEST)
                .set("tracks", List.of(track))
                .build();
        return read(TrackStates.class, old);
    }

    private static <V extends SpecificRecordBase> V read(Class<V> type, GenericRecord old) throws IOException {
        var buffer = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), old.getSchema()).encode(old);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return new AvroSerde<>(type).deserializer().deserialize("any", bytes);
    }

    private static GenericRecord track(Schema schema, double negative) {
        GenericRecordBuilder track = new GenericRecordBuilder(schema)
                .set("trackId", 7L)
                .set("firstSeen", Sample.START)
                .set("lastSeen", LATEST)
                .set("seenFor", LATEST - Sample.START)
                .set("unseenFor", 0L)
                .set("negative", negative)
                .set("turnedAt", Sample.START)
                .set("absent", false)
                .set("placed", true);
        List.of("x", "y", "width", "height").forEach(field -> track.set(field, 0.1f));
        return track.build();
    }

    private static Schema schema(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(StateHistoryTest.class.getResourceAsStream("/history/" + file))) {
            return new Schema.Parser().parse(in);
        }
    }
}
