package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.Lookahead.Started;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookaheadTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private RecordGuard guard;
    private Lookahead<String, Integer> lengths;
    private Deserializer<Started<String, Integer>> records;

    @BeforeEach
    void open(@TempDir Path folder) {
        guard = RecordGuard.open(folder, "lengths", Duration.ofMinutes(2));
        lengths = new Lookahead<>("lengths", 2, guard, this::length);
        records = lengths.reading(new StringDeserializer()).deserializer();
    }

    private Integer length(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the text is empty");
        }
        if (text.equals("fatal")) {
            throw new StackOverflowError(text);
        }
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return text.length();
    }

    private Started<String, Integer> read(String text) {
        return records.deserialize("texts", text.getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        gate.countDown();
        lengths.close();
        guard.close();
    }

    @Test
    void aRecordHasItsValueAndItsResult() {
        Started<String, Integer> three = read("abc");
        gate.countDown();

        assertThat(three.value()).isEqualTo("abc");
        assertThat(three.result()).isEqualTo(3);
    }

    @Test
    void whatTheWorkThrowsIsThrownWhereTheResultIsTaken() {
        assertThatThrownBy(read("")::result)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the text is empty");
        assertThatThrownBy(read("fatal")::result).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void aRecordWithoutValueHasNoWork() {
        assertThat(records.deserialize("texts", (byte[]) null)).isNull();
    }

    @Test
    void theLastRecordIsTheOneBehindWhichNoneWaits() {
        Started<String, Integer> first = read("a");
        Started<String, Integer> second = read("b");
        gate.countDown();
        first.result();
        second.result();

        assertThat(first.finish()).as("the second is done, but not yet taken").isFalse();
        assertThat(second.finish()).isTrue();
    }

    @Test
    void withAPauseRecordsThatComeSoonAfterACommitWaitForTheNextOne() {
        lengths.withCommitPause(Duration.ofHours(1));
        gate.countDown();

        assertThat(read("a").finish()).isTrue();
        assertThat(read("b").finish()).isFalse();
    }

    @Test
    void afterThePauseARecordMayBeCommittedAgain() {
        lengths.withCommitPause(Duration.ofNanos(1));
        gate.countDown();

        assertThat(read("a").finish()).isTrue();
        assertThat(read("b").finish()).isTrue();
    }

    @Test
    void anotherThreadsRecordsShareNoCommit() throws InterruptedException {
        gate.countDown();
        Thread other = new Thread(() -> read("of another thread"));
        other.start();
        other.join();
        assertThat(read("a").finish()).isTrue();
    }
}
