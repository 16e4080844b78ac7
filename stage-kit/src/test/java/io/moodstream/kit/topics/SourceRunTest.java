package io.moodstream.kit.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.moodstream.schemas.Frame;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SourceRunTest {
    private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final SourceRuns runs = SourceRuns.start(producer);
    private final SourceRun run = runs.add("algebra", "cam", "u-1");

    @AfterEach
    void close() {
        runs.close();
    }

    @Test
    void eachSignalIsWrittenOnceIntoTheSourcesPartition() {
        run.sending(0, AT);
        run.sending(1, AT.plusSeconds(1));
        run.pause(AT.plusSeconds(6));
        run.pause(AT.plusSeconds(7));
        run.sending(2, AT.plusSeconds(9));
        run.end(AT.plusSeconds(10));
        run.end(AT.plusSeconds(11));

        assertThat(signals())
                .extracting(Frame::getSignal, Frame::getSequence, Frame::getCapturedAt, Frame::getRun)
                .containsExactly(
                        tuple(SourceSignal.BEGIN, 0L, AT, run.id()),
                        tuple(SourceSignal.PAUSE, 2L, AT.plusSeconds(6), run.id()),
                        tuple(SourceSignal.RESUME, 2L, AT.plusSeconds(9), run.id()),
                        tuple(SourceSignal.END, 3L, AT.plusSeconds(10), run.id()));
    }

    /** For which a producer waits for minutes. */
    @Test
    @Timeout(30)
    void itsEndDoesNotWaitForAKafkaThatIsGone() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicBoolean gone = new AtomicBoolean();
        var away = new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> status, Callback callback) {
                if (!gone.get()) {
                    return super.send(status, callback);
                }
                try {
                    Thread.sleep(60_000);
                    throw new TimeoutException("no metadata");
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw new InterruptException(e);
                }
            }
        };
        SourceRuns runsWithoutKafka = SourceRuns.start(away);
        SourceRun started = runsWithoutKafka.add("algebra", "cam", "u-1");
        started.sending(0, AT);
        gone.set(true);
        started.dropped("kafka-slow");

        runsWithoutKafka.close();

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void itsStatusCountsWhatBecameOfItsPictures() {
        run.sending(0, AT);
        run.stored(0);
        run.sending(1, AT);
        run.storedAsDeadLetter(1, "too-large");
        run.sending(2, AT);
        run.lost();
        run.dropped("kafka-slow");
        run.writeStatus(AT, true);

        SourceStatus status = lastStatus();
        assertThat(status.getPublished()).isEqualTo(3);
        assertThat(status.getAcknowledged()).isEqualTo(1);
        assertThat(status.getLost()).isEqualTo(1);
        assertThat(status.getNextSequence()).isEqualTo(2);
        assertThat(status.getDeadLettered()).containsEntry("too-large", 1L);
        assertThat(status.getDropped()).containsEntry("kafka-slow", 1L);
    }

    /** Kafka was away when it began: the next picture tells, and the run can end. */
    @Test
    void aSourceWhoseBeginWasNotStoredSaysAgainThatItSends() {
        run.sending(0, AT);
        producer.errorNext(new TimeoutException("Kafka is away"));
        run.lost();
        run.sending(1, AT.plusSeconds(9));
        run.end(AT.plusSeconds(10));

        assertThat(signals())
                .extracting(Frame::getSignal)
                .containsExactly(SourceSignal.BEGIN, SourceSignal.RESUME, SourceSignal.END);
        assertThat(lastStatus().getSignal()).isEqualTo(SourceSignal.END);
        assertThat(lastStatus().getLost()).isEqualTo(1);
    }

    private List<Frame> signals() {
        return producer.history().stream()
                .filter(record -> record.topic().equals(Topics.FRAMES.name()))
                .map(record -> Topics.FRAMES.values().deserializer().deserialize("", record.value()))
                .toList();
    }

    private SourceStatus lastStatus() {
        List<byte[]> statuses = producer.history().stream()
                .filter(record -> record.topic().equals(Topics.SOURCES.name()))
                .map(record -> record.value())
                .toList();
        return Topics.SOURCES.values().deserializer().deserialize("", statuses.get(statuses.size() - 1));
    }
}
