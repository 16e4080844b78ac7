package io.moodstream.launcher.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.Counting;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.ImageEncoding;
import io.moodstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class EarlierSchemasTest {
    private final EarlierSchemas earlier = new EarlierSchemas();

    @Test
    void aRecordIsWrittenWithTheSchemaBeforeAndReadAsTheSame() {
        byte[] present = frame(Counting.ALL);

        byte[] sent = send("frames", present);

        assertThat(sent).isNotEqualTo(present);
        assertThat(Topics.FRAMES.values().deserializer().deserialize("frames", sent))
                .isEqualTo(Topics.FRAMES.values().deserializer().deserialize("frames", present));
    }

    @Test
    void whatTheSchemaBeforeCannotSayIsWrittenWithThePresentOne() {
        byte[] present = frame(Counting.OWN);

        assertThat(send("frames", present)).isEqualTo(present);
    }

    @Test
    void whatIsNoRecordOfATopicOfThePipelineStaysAsItIs() {
        assertThat(send("recommender-stream-windows-changelog", new byte[] {1, 2}))
                .containsExactly(1, 2);
        assertThat(send("frames", new byte[] {1, 2})).containsExactly(1, 2);
    }

    @Test
    void whatIsNotYetBytesStaysAsItIs() {
        assertThat(earlier.onSend(new ProducerRecord<>("frames", "no bytes")).value())
                .isEqualTo("no bytes");
    }

    private byte[] send(String topic, byte[] value) {
        return (byte[]) earlier.onSend(new ProducerRecord<>(topic, value)).value();
    }

    private static byte[] frame(Counting counting) {
        Frame frame = new Frame(
                "algebra",
                "anna",
                "user-17",
                7L,
                Instant.EPOCH,
                ImageEncoding.JPEG,
                ByteBuffer.wrap(new byte[] {1}),
                "run",
                null,
                counting);
        return Topics.FRAMES.values().serializer().serialize("frames", frame);
    }
}
