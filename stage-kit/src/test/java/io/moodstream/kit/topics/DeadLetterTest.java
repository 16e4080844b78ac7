package io.moodstream.kit.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.schemas.Counting;
import io.moodstream.schemas.FaceCrops;
import io.moodstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    @Test
    void readsWhatKafkaStreamsWrites() {
        DeadLetter letter = DeadLetter.of(record(
                "algebra/cam",
                new byte[] {1, 2, 3},
                headers("frames", "3", "17", "truncated-jpeg: the JPEG has no end marker (EOI)")));

        assertThat(letter.topic()).isEqualTo("frames");
        assertThat(letter.partition()).isEqualTo(3);
        assertThat(letter.offset()).isEqualTo(17);
        assertThat(letter.key()).isEqualTo("algebra/cam");
        assertThat(letter.bytes()).isEqualTo(3);
        assertThat(letter.reason()).isEqualTo("truncated-jpeg");
        assertThat(letter.message()).isEqualTo("truncated-jpeg: the JPEG has no end marker (EOI)");
        assertThat(letter.isFrame()).isTrue();
    }

    @Test
    void usesTheExceptionsNameIfTheMessageHasNoReason() {
        DeadLetter letter = DeadLetter.of(record(null, null, headers("faces", "0", "0", "Unknown magic byte")));

        assertThat(letter.reason()).isEqualTo("some-broken-record");
        assertThat(letter.key()).isEmpty();
        assertThat(letter.faces()).isEmpty();
    }

    @Test
    void decodesFacesBecauseTheyIdentifyTheFrame() {
        FaceCrops faces = new FaceCrops(
                "algebra",
                "cam",
                null,
                5L,
                Instant.EPOCH,
                640,
                480,
                "d",
                List.of(),
                "",
                null,
                Counting.ALL,
                null,
                null,
                false);
        byte[] bytes = Topics.FACES.values().serializer().serialize("faces", faces);

        DeadLetter letter = DeadLetter.of(record("algebra/cam", bytes, headers("faces", "0", "0", "broken: it is")));

        assertThat(letter.faces()).map(FrameKey::of).contains(new FrameKey("algebra/cam", "", 5));
    }

    @Test
    void readsItsOwnHeadersOfARecordThatWasNeverInItsTopic() {
        Headers headers = new RecordHeaders();
        DeadLetter.explain(headers, "frames", new IllegalStateException("frame-too-large: it has 2000000 bytes"));

        DeadLetter letter = DeadLetter.of(record("algebra/cam", new byte[1], headers));

        assertThat(letter.reason()).isEqualTo("frame-too-large");
        assertThat(letter.topic()).isEqualTo("frames");
        assertThat(letter.partition()).isEqualTo(-1);
        assertThat(letter.offset()).isEqualTo(-1);
        assertThat(letter.isFrame()).isFalse();
    }

    @Test
    void aRecordWithoutHeadersIsReadAllTheSame() {
        DeadLetter letter = DeadLetter.of(record("k", new byte[1], new RecordHeaders()));

        assertThat(letter.topic()).isEmpty();
        assertThat(letter.offset()).isEqualTo(-1);
    }

    private static Headers headers(String topic, String partition, String offset, String message) {
        Headers headers = new RecordHeaders();
        add(headers, "exception", "org.example.SomeBrokenRecordException");
        add(headers, "message", message);
        add(headers, "topic", topic);
        add(headers, "partition", partition);
        add(headers, "offset", offset);
        return headers;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add("__streams.errors." + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static ConsumerRecord<byte[], byte[]> record(
            @Nullable String key, byte @Nullable [] value, Headers headers) {
        var record = new ConsumerRecord<>(
                "dead-letters", 0, 0L, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach(record.headers()::add);
        return record;
    }
}
