package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class RefusedRecordTest {
    private static final RecordTooLargeException BY_BROKER =
            new RecordTooLargeException("The request included a message larger than the max message size");

    @Test
    void theTopicAndTheSettingAreNamed() {
        assertThat(RefusedRecord.explained("frames", BY_BROKER))
                .hasMessage(
                        "topic frames refuses a record as too large: its max.message.bytes, or the broker's"
                                + " message.max.bytes, needs to be at least 1114112; `moodstream topics create --repair` sets it");
    }

    @Test
    void aStageThatStopsByItSaysSo() {
        StreamsException streams =
                new StreamsException("Error encountered sending record to topic dead-letters for task 0_1", BY_BROKER);
        assertThat(new StageFailedException("detector-stream", streams))
                .hasMessageStartingWith("detector-stream stopped: topic dead-letters refuses a record as too large:")
                .hasMessageContaining("at least 1638400");
    }

    @Test
    void anyOtherFailureStaysWhatItIs() {
        var byProducer = new RecordTooLargeException("The message is larger than the max.request.size configuration");
        assertThat(RefusedRecord.explained("frames", byProducer)).isSameAs(byProducer);
        assertThat(new StageFailedException("x", new IllegalStateException("the reason")))
                .hasMessage("x stopped: the reason");
    }
}
