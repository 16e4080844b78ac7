package io.moodstream.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.ingest.sources.SourcePicture;
import io.moodstream.ingest.sources.SourcePicture.State;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.kit.topics.SourceRun;
import io.moodstream.kit.topics.SourceRuns;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.SourceStatus;
import io.moodstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

public class FramePublisherTest {
    private static final Instant AT = Instant.parse("2026-03-02T08:00:00.123Z");

    private final NotedCalls calls = new NotedCalls();
    private final List<Throwable> failures = new ArrayList<>();

    @Test
    void aFrameCarriesItsIdentityTimeAndPublication() throws Exception {
        var producer = producer(true);
        FramePublisher publisher = publisher(producer, 4);

        publisher.publish(new SourcePicture(new byte[] {1, 2}, Duration.ZERO, false, State.WHOLE), AT.plusNanos(456));
        publisher.publish(new SourcePicture(new byte[] {3}, Duration.ZERO, true, State.UNREAD), AT.plusMillis(40));

        ProducerRecord<byte[], byte[]> record = producer.history().get(0);
        assertThat(record.topic()).isEqualTo("frames");
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("math/anna");
        assertThat(record.timestamp()).isEqualTo(AT.toEpochMilli());
        assertThat(StageMetrics.publishedAt(record.headers())).isPresent();
        Frame frame = frame(record);
        assertThat(frame.getLectureId()).isEqualTo("math");
        assertThat(frame.getSourceId()).isEqualTo("anna");
        assertThat(frame.getUserId()).isEqualTo("u-1");
        assertThat(frame.getSequence()).isZero();
        assertThat(frame.getCapturedAt()).isEqualTo(AT);
        assertThat(frame.getImage().array()).containsExactly(1, 2);
        assertThat(record.headers().lastHeader(Topics.WHOLE)).isNotNull();
        assertThat(frame(producer.history().get(1)).getSequence()).isEqualTo(1);
        assertThat(producer.history().get(1).headers().lastHeader(Topics.WHOLE)).isNull();
        assertThat(calls.lines)
                .containsExactly(
                        "publishing math/anna 0",
                        "acknowledged math/anna 0",
                        "publishing math/anna 1",
                        "scaled math/anna 1",
                        "acknowledged math/anna 1");
    }

    @Test
    void whatWasSkippedIsAGapInTheNumbersAndNotCountedAsPublished() throws Exception {
        var producer = producer(true);
        FramePublisher publisher = publisher(producer, 4);

        publisher.publish(new SourcePicture(new byte[1], Duration.ZERO, false, State.UNREAD), AT);
        publisher.skip(3);
        publisher.publish(new SourcePicture(new byte[1], Duration.ZERO, false, State.UNREAD), AT);

        assertThat(producer.history().stream().map(record -> frame(record).getSequence()))
                .containsExactly(0L, 4L);
        assertThat(publisher.published()).isEqualTo(2);
    }

    @Test
    void aBrokenPictureIsCountedOnceAlsoIfItIsTooLarge() throws Exception {
        var producer = producer(true);
        FramePublisher publisher = publisher(producer, 4);

        publisher.publish(new SourcePicture(new byte[1], Duration.ZERO, false, State.BROKEN), AT);
        publisher.publish(new SourcePicture(new byte[2_000_000], Duration.ZERO, false, State.BROKEN), AT);

        assertThat(calls.lines).filteredOn(line -> line.startsWith("broken")).containsExactly("broken math/anna 0");
        assertThat(calls.lines)
                .filteredOn(line -> line.startsWith("dead-lettered"))
                .hasSize(1);
    }

    @Test
    void whatIsTooLargeBecomesADeadLetterThatSaysSo() throws Exception {
        var producer = producer(true);

        publisher(producer, 4).publish(new SourcePicture(new byte[2_000_000], Duration.ZERO, false, State.WHOLE), AT);

        ProducerRecord<byte[], byte[]> record = producer.history().get(0);
        assertThat(record.topic()).isEqualTo("dead-letters");
        assertThat(record.headers().lastHeader(Topics.WHOLE))
                .as("a dead letter has a part of it")
                .isNull();
        assertThat(record.value()).hasSizeLessThan(Topics.MAX_RECORD_BYTES);
        assertThat(frame(record).getSequence()).isZero();
        assertThat(header(record, "__streams.errors.topic")).isEqualTo("frames");
        assertThat(header(record, "__streams.errors.message"))
                .startsWith("frame-too-large: a picture of 2000000 bytes, where 900000 are allowed");
        assertThat(calls.lines).containsExactly("publishing math/anna 0", "dead-lettered math/anna 0 frame-too-large");
    }

    @Test
    void whatKafkaRefusesIsReported() throws Exception {
        var producer = producer(false);
        publisher(producer, 4).publish(new SourcePicture(new byte[1], Duration.ZERO, false, State.UNREAD), AT);

        producer.errorNext(new RecordTooLargeException("too large"));

        assertThat(failures).singleElement().isInstanceOf(RecordTooLargeException.class);
        assertThat(calls.lines)
                .containsExactly(
                        "publishing math/anna 0",
                        "lost math/anna 0 topic frames refuses a record as too large: its max.message.bytes, or the"
                                + " broker's message.max.bytes, needs to be at least 1114112; `moodstream topics create"
                                + " --repair` sets it");
    }

    @Test
    void whatCannotBeSentIsLostOnceAndLeavesItsRoom() throws Exception {
        var producer = producer(true);
        producer.sendException = new IllegalStateException("producer is closed");
        FramePublisher publisher = publisher(producer, 1);

        publisher.publish(new SourcePicture(new byte[1], Duration.ZERO, false, State.UNREAD), AT);

        assertThat(failures).containsExactly(producer.sendException);
        assertThat(calls.lines).containsExactly("publishing math/anna 0", "lost math/anna 0 producer is closed");
        assertThat(publisher.awaitAcknowledged(Duration.ZERO)).isTrue();
    }

    @Test
    void whoWaitsForAcknowledgementsFindsThemTold() throws Exception {
        List<Boolean> doneWhenTold = new ArrayList<>();
        FramePublisher[] publisher = new FramePublisher[1];
        PublishListener asking = new PublishListener() {
            @Override
            public void acknowledged(FrameKey frame, int partition, long offset) {
                try {
                    doneWhenTold.add(publisher[0].awaitAcknowledged(Duration.ZERO));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        };
        publisher[0] = new FramePublisher(
                producer(true),
                new SourceIdentity("math", "a", Optional.empty()),
                run(producer(true)),
                4,
                asking,
                failures::add);

        publisher[0].publish(new SourcePicture(new byte[1], Duration.ZERO, false, State.UNREAD), AT);

        assertThat(doneWhenTold).containsExactly(false);
        assertThat(publisher[0].awaitAcknowledged(Duration.ZERO)).isTrue();
    }

    @Test
    void noMoreThanItsRoomIsUnderWay() throws Exception {
        var producer = producer(false);
        FramePublisher publisher = publisher(producer, 2);
        Thread caller = new Thread(() -> publishThree(publisher));

        caller.start();
        org.awaitility.Awaitility.await().until(() -> caller.getState() == Thread.State.WAITING);

        assertThat(producer.history()).hasSize(2);
        assertThat(publisher.awaitAcknowledged(Duration.ZERO)).isFalse();
        producer.completeNext();
        caller.join();
        assertThat(producer.history()).hasSize(3);
    }

    private static void publishThree(FramePublisher publisher) {
        try {
            for (int i = 0; i < 3; i++) {
                publisher.publish(new SourcePicture(new byte[1], Duration.ZERO, false, State.UNREAD), AT);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private FramePublisher publisher(MockProducer<byte[], byte[]> producer, int inFlight) {
        SourceIdentity anna = new SourceIdentity("math", "anna", Optional.of("u-1"));
        return new FramePublisher(producer, anna, run(producer(true)), inFlight, calls, failures::add);
    }

    /** Returns a run that writes its signals elsewhere. */
    public static SourceRun run(MockProducer<byte[], byte[]> producer) {
        return SourceRuns.start(producer).add("math", "anna", "u-1");
    }

    public static MockProducer<byte[], byte[]> producer(boolean autoComplete) {
        return new MockProducer<>(autoComplete, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Returns the pictures that were sent, to frames or to dead-letters, without signals. */
    public static List<Frame> pictures(MockProducer<byte[], byte[]> producer) {
        return frames(producer).stream()
                .filter(frame -> frame.getSignal() == null)
                .toList();
    }

    /** Returns what was sent, to frames or to dead-letters: pictures and signals. */
    public static List<Frame> frames(MockProducer<byte[], byte[]> producer) {
        return producer.history().stream()
                .filter(record -> !record.topic().equals("sources"))
                .map(FramePublisherTest::frame)
                .toList();
    }

    /** Returns what was sent to the topic sources. */
    public static List<SourceStatus> statuses(MockProducer<byte[], byte[]> producer) {
        return producer.history().stream()
                .filter(record -> record.topic().equals("sources"))
                .map(record -> Topics.SOURCES.values().deserializer().deserialize("sources", record.value()))
                .toList();
    }

    public static Frame frame(ProducerRecord<byte[], byte[]> record) {
        return Topics.FRAMES.values().deserializer().deserialize("frames", record.value());
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
