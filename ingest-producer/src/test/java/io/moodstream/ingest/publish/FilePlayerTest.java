package io.moodstream.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodstream.ingest.IngestConfig;
import io.moodstream.ingest.sources.FrameSource;
import io.moodstream.ingest.sources.SourcePicture;
import io.moodstream.ingest.sources.SourcePicture.State;
import io.moodstream.kit.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;

class FilePlayerTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private final FakeTiming timing = new FakeTiming(NOW);
    private final MockProducer<byte[], byte[]> producer = FramePublisherTest.producer(true);

    /** Five pictures, half a second apart. */
    private static final class Pictures implements FrameSource {
        private final Iterator<Integer> numbers = IntStream.range(0, 5).iterator();

        @Override
        public Optional<SourcePicture> next() {
            return numbers.hasNext()
                    ? Optional.of(new SourcePicture(
                            new byte[1], Duration.ofMillis(500L * numbers.next()), false, State.UNREAD))
                    : Optional.empty();
        }

        @Override
        public void close() {}
    }

    @Test
    void atItsOwnPaceEachPictureWaitsForItsTime() throws Exception {
        play(Map.of(), NOW);

        assertThat(timing.jumps).containsExactly(at(500), at(1000), at(1500), at(2000));
        assertThat(times()).containsExactly(at(0), at(500), at(1000), at(1500), at(2000));
    }

    @Test
    void anEarlierStartChangesEventTimeNotThePace() throws Exception {
        play(Map.of(), NOW.minusSeconds(3600));

        assertThat(timing.now).isEqualTo(at(2000));
        assertThat(times()).startsWith(NOW.minusSeconds(3600)).hasSize(5);
    }

    @Test
    void atMaxNothingWaitsAndNothingIsAheadOfTheClock() throws Exception {
        play(Map.of("INGEST_FPS", "max"), NOW.minusMillis(2500));

        assertThat(timing.jumps).isEmpty();
        assertThat(times()).endsWith(at(-500));
    }

    @Test
    void atMaxAFileOfUnknownLengthWaitsForTheClock() throws Exception {
        play(Map.of("INGEST_FPS", "max"), NOW);

        assertThat(timing.jumps).containsExactly(at(500), at(1000), at(1500), at(2000));
    }

    @Test
    void aLoopGoesOnWhereTheLastRoundEnded() throws Exception {
        timing.stopAt = at(3500);

        play(Map.of("INGEST_LOOP", "true"), NOW);

        assertThat(times()).containsExactly(at(0), at(500), at(1000), at(1500), at(2000), at(2500), at(3000));
    }

    @Test
    void picturesThatAreLeftOutAreDroppedAndLeaveGapsInTheNumbers() throws Exception {
        timing.stopAt = at(3500);
        NotedCalls calls = new NotedCalls();

        play(
                Map.of("INGEST_LOOP", "true"),
                StartPoint.beginning(NOW.minusSeconds(600)),
                calls,
                () -> calls.count("publishing") == 2 && calls.count("dropped") < 2);

        assertThat(frames()).containsExactly("0 at 0", "1 at 500", "4 at 2000", "5 at 2500", "6 at 3000");
        assertThat(calls.count("dropped demo/a behind")).isEqualTo(2);
    }

    @Test
    void aRunThatGoesOnSkipsWhatKafkaHasAndKeepsThePaceFromNowOn() throws Exception {
        Instant start = NOW.minusSeconds(600);

        play(Map.of(), new StartPoint(start, 2, start.plusMillis(500)));

        assertThat(frames()).containsExactly("2 at 1000", "3 at 1500", "4 at 2000");
        assertThat(timing.jumps).containsExactly(at(500), at(1000));
    }

    @Test
    void aLoopThatGoesOnSkipsWholeRounds() throws Exception {
        timing.stopAt = at(900);
        Instant start = NOW.minusSeconds(600);

        play(Map.of("INGEST_LOOP", "true"), new StartPoint(start, 14, start.plusMillis(6500)));

        assertThat(frames()).containsExactly("14 at 7000", "15 at 7500");
    }

    @Test
    void aRunWhosePicturesKafkaHasAllPublishesNothingMore() throws Exception {
        Instant start = NOW.minusSeconds(600);

        play(Map.of(), new StartPoint(start, 5, start.plusMillis(2000)));

        assertThat(frames()).isEmpty();
    }

    /** Returns the frames sent, each with its number and its milliseconds since ten minutes ago. */
    private List<String> frames() {
        return FramePublisherTest.pictures(producer).stream()
                .map(frame -> frame.getSequence() + " at "
                        + Duration.between(NOW.minusSeconds(600), frame.getCapturedAt())
                                .toMillis())
                .toList();
    }

    private void play(Map<String, String> settings, Instant start) throws Exception {
        play(settings, StartPoint.beginning(start));
    }

    private void play(Map<String, String> settings, StartPoint from) throws Exception {
        play(settings, from, PublishListener.NONE, () -> false);
    }

    private void play(Map<String, String> settings, StartPoint from, PublishListener listener, BooleanSupplier behind)
            throws Exception {
        IngestConfig config = new Settings(settings).bind(IngestConfig.class);
        FramePublisher publisher = new FramePublisher(
                        producer,
                        new SourceIdentity("demo", "a", Optional.empty()),
                        FramePublisherTest.run(FramePublisherTest.producer(true)),
                        16,
                        listener,
                        failure -> {
                            throw new AssertionError(failure);
                        })
                .leavingOutWhile(behind);
        new FilePlayer(
                        new Pictures(),
                        Pictures::new,
                        config.pace(),
                        config.loop(),
                        publisher,
                        timing,
                        new EventTimeAligner(Map.of()),
                        NOW,
                        from)
                .play();
    }

    private List<Instant> times() {
        return producer.history().stream()
                .map(record -> Instant.ofEpochMilli(record.timestamp()))
                .toList();
    }

    private static Instant at(long millis) {
        return NOW.plusMillis(millis);
    }
}
