package io.moodstream.kit.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PolledRecordsTest {
    private static final TopicPartition FIRST = new TopicPartition("frames", 0);
    private static final TopicPartition SECOND = new TopicPartition("frames", 1);

    private final PolledRecords<String> polled = new PolledRecords<>();
    private final List<String> begun = new ArrayList<>();

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, new byte[0], new byte[0]);
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition, long... offsets) {
        return Arrays.stream(offsets)
                .mapToObj(offset -> record(partition, offset))
                .toList();
    }

    private void poll(List<ConsumerRecord<byte[], byte[]>> records) {
        ConsumerRecord<byte[], byte[]> any = records.get(0);
        polled.add(
                new ConsumerRecords<>(Map.of(new TopicPartition(any.topic(), any.partition()), records), Map.of()),
                Set.of(FIRST, SECOND));
    }

    private Optional<String> take(ConsumerRecord<byte[], byte[]> record) {
        return polled.take(record.value(), 2, this::begin);
    }

    private String begin(ConsumerRecord<byte[], byte[]> record) {
        String work = record.partition() + "/" + record.offset();
        begun.add(work);
        return work;
    }

    @Test
    void withTheOneThatIsTakenTheNextOfThePartitionBegin() {
        List<ConsumerRecord<byte[], byte[]>> first = records(FIRST, 0, 1, 2, 3);
        poll(first);
        poll(records(SECOND, 7));

        assertThat(take(first.get(0))).contains("0/0");
        assertThat(begun).containsExactly("0/0", "0/1", "0/2");
    }

    @Test
    void workBeginsOnce() {
        List<ConsumerRecord<byte[], byte[]>> first = records(FIRST, 0, 1, 2);
        poll(first);

        assertThat(first.stream().map(record -> take(record).orElseThrow())).containsExactly("0/0", "0/1", "0/2");
        assertThat(begun).containsExactly("0/0", "0/1", "0/2");
    }

    @Test
    void recordsThatWereNeverTakenAreLeftBehind() {
        List<ConsumerRecord<byte[], byte[]>> first = records(FIRST, 0, 1, 2);
        poll(first);

        assertThat(take(first.get(1))).contains("0/1");
        assertThat(take(first.get(0))).isEmpty();
    }

    @Test
    void anUnknownRecordIsNotTaken() {
        poll(records(FIRST, 0));

        assertThat(take(record(FIRST, 0))).as("the same bytes, another array").isEmpty();
        assertThat(begun).isEmpty();
    }

    @Test
    void recordsThatAreReadAgainReplaceThoseFromBefore() {
        List<ConsumerRecord<byte[], byte[]>> before = records(FIRST, 4, 5, 6);
        poll(before);
        take(before.get(0));
        List<ConsumerRecord<byte[], byte[]>> again = records(FIRST, 4, 5);
        poll(again);

        assertThat(polled.losses()).isEqualTo(1);
        assertThat(take(before.get(1))).isEmpty();
        assertThat(take(again.get(0))).contains("0/4");
        assertThat(begun).containsExactly("0/4", "0/5", "0/6", "0/4", "0/5");
    }

    @Test
    void aRecordThatWasTakenAndIsReadAgainIsALossOfItsWork() {
        poll(records(FIRST, 4));
        take(record(FIRST, 4));
        List<ConsumerRecord<byte[], byte[]>> first = records(FIRST, 5);
        poll(first);
        take(first.get(0));
        assertThat(polled.losses()).isZero();

        poll(records(FIRST, 5, 6));

        assertThat(polled.losses()).isEqualTo(1);
    }

    @Test
    void recordsOfALostPartitionAreForgotten() {
        List<ConsumerRecord<byte[], byte[]>> first = records(FIRST, 0);
        poll(first);
        assertThat(polled.losses()).isZero();
        polled.add(ConsumerRecords.empty(), Set.of(SECOND));

        assertThat(polled.losses()).isEqualTo(1);
        assertThat(take(first.get(0))).isEmpty();
    }

    @Test
    void recordsWithoutValueHaveNoWork() {
        ConsumerRecord<byte[], byte[]> none = new ConsumerRecord<>("frames", 0, 1, new byte[0], null);
        List<ConsumerRecord<byte[], byte[]>> first = List.of(record(FIRST, 0), none, record(FIRST, 2));
        poll(first);

        take(first.get(0));

        assertThat(begun).containsExactly("0/0", "0/2");
    }

    @Test
    void aLaterRecordThatCannotBeReadFailsWhenItIsTaken() {
        List<ConsumerRecord<byte[], byte[]>> first = records(FIRST, 0, 1, 2);
        poll(first);

        assertThat(takeUnlessSecond(first.get(0))).contains("0");
        assertThatThrownBy(() -> takeUnlessSecond(first.get(1))).hasMessage("unreadable");
        assertThat(takeUnlessSecond(first.get(2))).contains("2");
    }

    private Optional<String> takeUnlessSecond(ConsumerRecord<byte[], byte[]> record) {
        return polled.take(record.value(), 2, PolledRecordsTest::unlessSecond);
    }

    private static String unlessSecond(ConsumerRecord<byte[], byte[]> record) {
        if (record.offset() == 1) {
            throw new IllegalArgumentException("unreadable");
        }
        return Long.toString(record.offset());
    }

    /** Kafka Streams keeps fewer; did it no longer deserialize what the consumer returned, memory would be lost here. */
    @Test
    void recordsThatNobodyTakesDoNotPileUp() {
        List<ConsumerRecord<byte[], byte[]>> first = new ArrayList<>();
        for (long offset = 0; offset < 1_000; offset++) {
            first.add(record(FIRST, offset));
        }
        poll(first);

        assertThat(take(first.get(0))).isEmpty();
        assertThat(take(first.get(999))).contains("0/999");
    }
}
