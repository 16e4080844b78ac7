package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodstream.kit.Lookahead.Started;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
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
        records = lengths.reading(Serdes.String()).deserializer();
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
    void idleThreadsShareAParallelStreamOfARecord() {
        CyclicBarrier both = new CyclicBarrier(2);
        try (Lookahead<String, List<String>> halves = new Lookahead<>("halves", 2, guard, text -> names(text, both))) {
            Deserializer<Started<String, List<String>>> reader =
                    halves.reading(Serdes.String()).deserializer();

            Started<String, List<String>> record = reader.deserialize("texts", "ab".getBytes(StandardCharsets.UTF_8));

            assertThat(record.result()).containsExactly("a by halves-worker", "b by halves-worker");
        }
    }

    /** Each character waits until another thread has the other one. */
    private static List<String> names(String text, CyclicBarrier both) {
        return Parts.map(List.of(text.split("")), character -> {
            meet(both);
            return character + " by " + Thread.currentThread().getName();
        });
    }

    private static void meet(CyclicBarrier both) {
        try {
            both.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aPartThatFailsWaitsForTheOthers() {
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicBoolean ended = new AtomicBoolean();
        try (Lookahead<String, List<String>> halves = new Lookahead<>(
                "halves", 2, guard, text -> Parts.map(List.of(text.split("")), part -> fail(part, both, ended)))) {
            Started<String, List<String>> record = halves.reading(Serdes.String())
                    .deserializer()
                    .deserialize("texts", "ab".getBytes(StandardCharsets.UTF_8));

            assertThatThrownBy(record::result)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a");
            assertThat(ended).isTrue();
        }
    }

    private static String fail(String part, CyclicBarrier both, AtomicBoolean ended) {
        meet(both);
        if (part.equals("a")) {
            throw new IllegalStateException("a");
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        ended.set(true);
        return part;
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
    void anotherThreadsRecordsShareNoCommit() throws InterruptedException {
        gate.countDown();
        Thread other = new Thread(() -> read("of another thread"));
        other.start();
        other.join();
        assertThat(read("a").finish()).isTrue();
    }
}
