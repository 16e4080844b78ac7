package io.moodstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroSerdeTest {
    private final AvroSerde<Frame> serde = new AvroSerde<>(Frame.class);

    @Test
    void beginsWithTheMarkerAndTheFingerprintOfSingleObjectEncoding() {
        byte[] bytes = serde.serializer().serialize("frames", Samples.frame());
        assertThat(bytes).startsWith(0xC3, 0x01).hasSizeGreaterThan(10);
    }

    @Test
    void nullStaysNull() {
        assertThat(serde.serializer().serialize("frames", null)).isNull();
        assertThat(serde.deserializer().deserialize("frames", null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{\"lectureId\": \"a\"}", "\u00c3\u0001unknown schema and more"})
    void bytesThatAreNoFrameAreRefusedWithAMessage(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> serde.deserializer().deserialize("frames", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("Not a readable Frame of " + bytes.length + " bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {500_000_000, Integer.MAX_VALUE - 8})
    void aLengthThatTheRecordDoesNotHaveIsRefusedBeforeThereIsRoomForIt(int length) {
        Frame frame = Samples.frame();
        refuses(Frame.class, frame, Frame.newBuilder(frame).setImage(picture(1)).build(), length);
        refuses(Frame.class, frame, Frame.newBuilder(frame).setLectureId("").build(), length);
        FaceCrops crops = (FaceCrops) Samples.all().get(1);
        refuses(
                FaceCrops.class,
                crops,
                FaceCrops.newBuilder(crops).setFaces(List.of()).build(),
                length);
    }

    /** Two records that differ in one length first. */
    private static <T extends SpecificRecordBase> void refuses(Class<T> type, T record, T other, int length) {
        AvroSerde<T> serde = new AvroSerde<>(type);
        byte[] bytes = serde.serializer().serialize("", record);
        int at = Arrays.mismatch(bytes, serde.serializer().serialize("", other));
        byte[] forged = ByteBuffer.allocate(at + 5 + 10)
                .put(bytes, 0, at)
                .put(zigZag(length))
                .array();

        assertThatThrownBy(() -> serde.deserializer().deserialize("", forged))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("Not a readable " + type.getSimpleName());
    }

    private static ByteBuffer picture(int length) {
        return ByteBuffer.wrap(new byte[length]);
    }

    /** A length as Avro writes it: the low seven bits first. */
    private static byte[] zigZag(int length) {
        ByteBuffer bytes = ByteBuffer.allocate(5);
        long rest = 2L * length;
        while (rest > 127) {
            bytes.put((byte) ((rest & 127) | 128));
            rest >>= 7;
        }
        return Arrays.copyOf(bytes.put((byte) rest).array(), bytes.position());
    }

    @Test
    void aRecordOfAnotherTypeIsRefused() {
        byte[] crops = new AvroSerde<>(FaceCrops.class).serializer().serialize("faces", (FaceCrops)
                Samples.all().get(1));
        assertThatThrownBy(() -> serde.deserializer().deserialize("frames", crops))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void aCutOffRecordIsRefusedAtEveryLength() {
        byte[] whole = serde.serializer().serialize("frames", Samples.frame());
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> serde.deserializer().deserialize("frames", cut))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageMatching(
                            "Not a readable Frame of \\d+ bytes: it (is cut off|does not begin with C3 01 .*)");
        }
    }
}
