package io.moodstream.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidSessionTimeoutException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
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
                new StreamsException(new InvalidSessionTimeoutException("not within the range")),
                new StreamsException(new InvalidTxnTimeoutException("larger than transaction.max.timeout.ms")),
                new StreamsException(new RecordBatchTooLargeException("larger than segment.bytes")),
                new StreamsException(
                        "Existing internal topic x-changelog has invalid partitions: expected: 8; actual: 4"),
                new ProcessorStateException("Error opening store", new IOException("No space left on device")),
                new StreamsException("task 0_1 failed", new IllegalStateException("the model is gone")));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void whatDoesNotHealEndsTheStage(Throwable fault) {
        assertThat(failures.pause("thread-1", fault, 0)).isEmpty();
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
                .map(failure -> fail("thread-1", failure * 200).orElseThrow().toSeconds())
                .boxed()
                .toList();
        assertThat(seconds).startsWith(0L, 1L, 2L, 4L, 8L, 16L, 30L, 30L).endsWith(30L);
        assertThat(fail("thread-1", (ThreadFailures.MOST + 1) * 200L)).isEmpty();
    }

    @Test
    void aThreadThatHasWorkedForAMinuteBeginsAnew() {
        fail("thread-1", 0);
        assertThat(fail("thread-1", 60_000)).hasValue(Duration.ofSeconds(1));
        assertThat(fail("thread-1", 121_000)).hasValue(Duration.ofSeconds(2));
        assertThat(fail("thread-1", 183_001)).hasValue(Duration.ZERO);
    }

    @Test
    void aCertificateOfTheBrokersIsWaitedForHoweverLongItTakes() {
        Throwable expired = new StreamsException(new SslAuthenticationException(
                "SSL handshake failed", new CertificateExpiredException("NotAfter: yesterday")));
        for (int failure = 0; failure <= ThreadFailures.MOST; failure++) {
            assertThat(failures.pause("thread-1", expired, failure * 30_000L)).hasValue(Duration.ofSeconds(30));
        }
        Throwable foreign = new StreamsException(new SslAuthenticationException("signed by nobody"));
        assertThat(failures.pause("thread-1", foreign, 0)).isEmpty();
    }

    @Test
    void onlyAnInstanceThatIsRefusedTwiceHasATwin() {
        Throwable fenced = new StreamsException(new FencedInstanceIdException("fenced by another instance"));
        assertThat(failures.pause("thread-1", fenced, 0)).hasValue(Duration.ofSeconds(1));
        assertThat(failures.pause("thread-2", fenced, 0))
                .as("each thread has a name of its own")
                .isPresent();
        assertThat(failures.pause("thread-1", fenced, 60_001)).isPresent();
        failures.replaced("thread-1", "thread-3");
        assertThat(fail("thread-3", 60_100)).isPresent();
        assertThat(failures.pause("thread-3", fenced, 90_000)).isEmpty();
    }

    @Test
    void theRowGoesOnWithTheThreadThatReplacesAnother() {
        fail("thread-1", 0);
        failures.replaced("thread-1", "thread-2");
        assertThat(fail("thread-2", 10)).hasValue(Duration.ofSeconds(1));
        failures.replaced("thread-2", "thread-1");
        assertThat(fail("thread-1", 20)).hasValue(Duration.ofSeconds(2));
    }

    @Test
    void threadsThatFailTogetherAreReplacedTogether() {
        assertThat(fail("thread-1", 0)).hasValue(Duration.ZERO);
        assertThat(fail("thread-2", 10)).hasValue(Duration.ZERO);
    }

    private Optional<Duration> fail(String thread, long now) {
        return failures.pause(thread, BROKER_KILLED, now);
    }
}
