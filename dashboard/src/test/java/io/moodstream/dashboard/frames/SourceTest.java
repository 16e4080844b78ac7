package io.moodstream.dashboard.frames;

import static io.moodstream.schemas.SourceSignal.BEGIN;
import static io.moodstream.schemas.SourceSignal.END;
import static io.moodstream.schemas.SourceSignal.PAUSE;
import static io.moodstream.schemas.SourceSignal.RESUME;
import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.kit.topics.SourceRuns;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topics;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceTest {
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final SourceRuns runs = SourceRuns.start(producer);
    private long now = 1_000_000;
    private final Sources sources = new Sources(runs, () -> Instant.ofEpochMilli(now));
    private final Source source = sources.of("l", "a", "user-a");

    @AfterEach
    void stop() {
        runs.close();
    }

    @Test
    void aSourceBeginsWithItsFirstFrameAndNotWhenItsCameraConnects() {
        source.connected();
        passes(30);
        assertThat(signals()).isEmpty();

        send();

        assertThat(signals()).containsExactly(BEGIN);
        assertThat(producer.history().get(0).key()).asString().isEqualTo("l/a");
    }

    @Test
    void aConnectedCameraThatSendsNothingIsPausedForAsLongAsItIsConnected() {
        source.connected();
        send();
        passes(4);
        assertThat(signals()).containsExactly(BEGIN);
        passes(3600);
        assertThat(signals()).containsExactly(BEGIN, PAUSE);

        send();

        assertThat(signals()).containsExactly(BEGIN, PAUSE, RESUME);
        assertThat(times()).isSorted();
        assertThat(sources.of("l", "a", null)).isSameAs(source);
    }

    @Test
    void aSourceEndsWhenItsCameraLeavesAndBeginsAnewAsAnotherRun() {
        source.connected();
        FrameId first = send();
        source.left();
        source.connected();
        FrameId second = send();

        assertThat(signals()).containsExactly(BEGIN, END, BEGIN);
        assertThat(second.run()).isNotEqualTo(first.run()).hasSize(16);
        assertThat(second.sequence()).isZero();
        assertThat(second.capturedAt()).isAfter(first.capturedAt());
    }

    @Test
    void aCameraWhoseConnectionIsLostPausesAtOnceAndGoesOnWhenItIsBack() {
        source.connected();
        FrameId first = send();
        source.disconnected();
        assertThat(signals()).containsExactly(BEGIN, PAUSE);
        passes(59);

        Source back = sources.of("l", "a", "user-a");
        back.connected();
        passes(59);
        FrameId second = send();

        assertThat(back).isSameAs(source);
        assertThat(signals()).containsExactly(BEGIN, PAUSE, RESUME);
        assertThat(second.run()).isEqualTo(first.run());
        assertThat(second.sequence()).isEqualTo(1);
    }

    @Test
    void aCameraThatDoesNotComeBackWithinAMinuteHasEnded() {
        source.connected();
        send();
        source.disconnected();
        passes(61);

        assertThat(signals()).containsExactly(BEGIN, PAUSE, END);
        assertThat(sources.of("l", "a", "user-a")).isNotSameAs(source);
    }

    @Test
    void aSourceWithoutACameraPausesAfterItsLastFrameAndEndsAfterAMinute() {
        send();
        passes(5);
        assertThat(signals()).containsExactly(BEGIN, PAUSE);
        passes(56);

        assertThat(signals()).containsExactly(BEGIN, PAUSE, END);
    }

    @Test
    void aStoppingServerEndsItsSources() {
        source.connected();
        send();
        sources.close();

        assertThat(signals()).containsExactly(BEGIN, END);
    }

    @Test
    void aSinglePictureHasNeitherARunNorSignals() {
        Source photo = Source.ofPhoto("photo-1", () -> Instant.ofEpochMilli(now));

        assertThat(photo.next()).isEqualTo(new FrameId("photos", "photo-1", "", 0, Instant.ofEpochMilli(now)));
        assertThat(photo.run()).isEmpty();
        photo.end();
        assertThat(signals()).isEmpty();
    }

    /** A RESUME says the same as the BEGIN that was not stored: the source sends. */
    @Test
    void aSignalThatKafkaHasNotStoredIsToldAgain() {
        producer.sendException = new KafkaException("away");
        send();
        assertThat(signals()).isEmpty();
        producer.sendException = null;

        send();
        producer.sendException = new KafkaException("away");
        passes(10);
        producer.sendException = null;
        passes(1);

        assertThat(signals()).containsExactly(RESUME, PAUSE);
    }

    /** As the publisher does. */
    private FrameId send() {
        FrameId frame = source.next();
        source.run().orElseThrow().sending(frame.sequence(), frame.capturedAt());
        source.run().orElseThrow().stored(frame.sequence());
        return frame;
    }

    private void passes(int seconds) {
        for (int second = 0; second < seconds; second++) {
            now += 1000;
            sources.tick();
        }
    }

    private List<Frame> written() {
        return producer.history().stream()
                .filter(record -> record.topic().equals(Topics.FRAMES.name()))
                .map(record -> Topics.FRAMES.values().deserializer().deserialize("", record.value()))
                .toList();
    }

    private List<SourceSignal> signals() {
        return written().stream().map(Frame::getSignal).toList();
    }

    private List<Instant> times() {
        return written().stream().map(Frame::getCapturedAt).toList();
    }
}
