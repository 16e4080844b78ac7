package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadFailuresTest {
    private static final Throwable BROKER_KILLED = new StreamsException(
            "Error encountered committing the transaction", new InvalidTxnStateException("Invalid transaction state"));

    private final ThreadFailures failures = new ThreadFailures();

    static List<Throwable> lasting() {
        return List.of(
                new OutOfMemoryError("Java heap space"),
                new StreamsException(new TopicAuthorizationException("not authorized to access frames")),
                new StreamsException(new ConfigException("linger.ms", -1)),
                new ProcessorStateException("Error opening store", new IOException("No space left on device")),
                new StreamsException("task 0_1 failed", new IllegalStateException("the model is gone")));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void whatDoesNotHealEndsTheStage(Throwable fault) {
        assertThat(failures.pause(fault, 0)).isEmpty();
    }

    @Test
    void whatKafkaDidNotExpectPasses() throws Exception {
        IllegalStateException byKafka = new IllegalStateException("Unexpected state");
        byKafka.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.util.Optional", "get", "Optional.java", 1),
            new StackTraceElement("org.apache.kafka.streams.processor.internals.TaskManager", "x", "x", 1)
        });
        assertThat(ThreadFailures.passes(byKafka)).isTrue();
        assertThat(ThreadFailures.passes(new StreamsException(new TimeoutException("60000 ms"))))
                .isTrue();
    }

    @Test
    void pausesGrowFromNothingToHalfAMinuteAndEndAfterTwentyFailuresInARow() {
        List<Long> seconds = LongStream.rangeClosed(1, ThreadFailures.MOST)
                .map(failure -> failures.pause(BROKER_KILLED, failure * 40_000)
                        .orElseThrow()
                        .toSeconds())
                .boxed()
                .toList();
        assertThat(seconds).startsWith(0L, 1L, 2L, 4L, 8L, 16L, 30L, 30L).endsWith(30L);
        assertThat(failures.pause(BROKER_KILLED, (ThreadFailures.MOST + 1) * 40_000))
                .isEmpty();
    }

    @Test
    void aStageThatHasWorkedAgainBeginsAnew() {
        for (int failure = 1; failure <= 10; failure++) {
            failures.pause(BROKER_KILLED, failure * 5_000);
        }
        assertThat(failures.pause(BROKER_KILLED, 200_000)).hasValue(Duration.ZERO);
        assertThat(failures.row()).isOne();
    }

    @Test
    void threadsThatFailTogetherFailOnce() {
        failures.pause(BROKER_KILLED, 0);
        failures.pause(BROKER_KILLED, 10);
        assertThat(failures.pause(BROKER_KILLED, 20)).hasValue(Duration.ZERO);
        assertThat(failures.row()).isOne();
    }
}
