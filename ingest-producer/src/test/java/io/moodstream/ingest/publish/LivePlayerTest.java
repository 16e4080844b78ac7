package io.moodstream.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodstream.ingest.publish.FilePlayer.Opener;
import io.moodstream.ingest.sources.FrameSource;
import io.moodstream.ingest.sources.SourcePicture;
import io.moodstream.ingest.sources.SourcePicture.State;
import io.moodstream.ingest.sources.UnopenedSource;
import io.moodstream.kit.topics.SourceRun;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;

class LivePlayerTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private final NotedCalls calls = new NotedCalls();
    private final FakeTiming timing = new FakeTiming(NOW);

    /** Gives the pictures it is handed; a negative one breaks it. */
    private static final class Camera implements FrameSource {
        private final LinkedBlockingQueue<Integer> pictures = new LinkedBlockingQueue<>();
        private final Duration spacing;

        Camera() {
            this(Duration.ZERO);
        }

        Camera(Duration spacing) {
            this.spacing = spacing;
        }

        @Override
        public Optional<SourcePicture> next() throws IOException {
            try {
                int number = pictures.take();
                if (number < 0) {
                    throw new IOException("the camera has stopped sending");
                }
                return Optional.of(new SourcePicture(
                        new byte[] {(byte) number}, spacing.multipliedBy(number), false, State.UNREAD));
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public boolean live() {
            return true;
        }

        @Override
        public void close() {}
    }

    /** Starts a player and fills its room after the mailbox; of what comes then only the newest picture stays. */
    private Thread startAndFill(LivePlayer player, Camera camera, MockProducer<byte[], byte[]> producer) {
        Thread playing = start(player);
        camera.pictures.add(1);
        await().until(() -> producer.history().size() == 1);
        camera.pictures.add(2);
        await().until(() -> camera.pictures.isEmpty());
        await().until(() -> playing.getState() == Thread.State.WAITING && calls.count("dropped") == 0);
        return playing;
    }

    @Test
    void whenKafkaIsSlowTheNewestPictureWinsAndTheOthersAreCounted() throws Exception {
        MockProducer<byte[], byte[]> producer = FramePublisherTest.producer(false);
        Camera camera = new Camera();
        MockProducer<byte[], byte[]> elsewhere = FramePublisherTest.producer(true);
        LivePlayer player =
                player(producer, FramePublisherTest.run(elsewhere), camera, () -> camera, Duration.ofMinutes(5));
        Thread playing = startAndFill(player, camera, producer);
        camera.pictures.addAll(List.of(3, 4, 5, 6));
        await().until(() -> calls.count("dropped math/hall kafka-slow") >= 3);
        player.stop();
        await().until(() -> {
            producer.completeNext();
            return !playing.isAlive();
        });

        List<Long> published = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        producer.history().forEach(record -> {
            published.add((long) FramePublisherTest.frame(record).getImage().get(0));
            numbers.add(FramePublisherTest.frame(record).getSequence());
        });
        await("its status says what was dropped")
                .until(() -> FramePublisherTest.statuses(elsewhere).stream()
                        .anyMatch(status -> status.getDropped().equals(Map.of("kafka-slow", calls.count("dropped")))));
        assertThat(published).startsWith(1L).endsWith(6L);
        assertThat(published.size() + calls.count("dropped")).isEqualTo(6);
        assertThat(numbers)
                .as("a dropped picture leaves a gap, so the nth picture has number n - 1")
                .isEqualTo(published.stream().map(picture -> picture - 1).toList());
    }

    @Test
    void whatASourceHasGatheredWhileItOpenedIsNoFaultOfKafka() throws Exception {
        MockProducer<byte[], byte[]> producer = FramePublisherTest.producer(false);
        Camera camera = new Camera(Duration.ofMillis(40)); // and all of them arrive at the same time
        MockProducer<byte[], byte[]> elsewhere = FramePublisherTest.producer(true);
        LivePlayer player =
                player(producer, FramePublisherTest.run(elsewhere), camera, () -> camera, Duration.ofMinutes(5));
        Thread playing = startAndFill(player, camera, producer);

        camera.pictures.addAll(List.of(3, 4, 5, 6));

        await().until(() -> calls.count("dropped math/hall source-burst") >= 3);
        assertThat(calls.count("dropped math/hall kafka-slow")).isZero();
        player.stop();
        await().until(() -> {
            producer.completeNext();
            return !playing.isAlive();
        });
    }

    @Test
    void aBrokenSourceIsOpenedAgainAfterGrowingPauses() throws Exception {
        MockProducer<byte[], byte[]> producer = FramePublisherTest.producer(true);
        Camera first = new Camera();
        Camera second = new Camera();
        first.pictures.addAll(List.of(1, -1));
        second.pictures.add(2);
        int[] attempts = {0};
        LivePlayer player = player(producer, first, () -> {
            // Or the newest would win, as it should, and the first picture be dropped.
            await().until(() -> producer.history().size() == 1);
            if (attempts[0]++ < 3) {
                throw new IOException("nobody there");
            }
            return second;
        });

        Thread playing = start(player);
        await().until(() ->
                calls.count("reconnected math/hall") == 1 && producer.history().size() == 2);
        player.stop();
        second.pictures.add(-1);
        playing.join();

        assertThat(FramePublisherTest.frame(producer.history().get(1)).getSequence())
                .isEqualTo(1);
        List<Duration> pauses = new ArrayList<>();
        Instant last = NOW;
        for (Instant jump : timing.jumps.subList(0, 4)) {
            pauses.add(Duration.between(last, jump));
            last = jump;
        }
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
        assertThat(pauses.get(2)).isBetween(Duration.ofMillis(1000), Duration.ofMillis(2000));
        assertThat(pauses.get(3)).isBetween(Duration.ofMillis(2000), Duration.ofMillis(4000));
    }

    @Test
    void aSourceThatCouldNotBeOpenedIsOpenedUntilItIsThere() throws Exception {
        MockProducer<byte[], byte[]> producer = FramePublisherTest.producer(true);
        Camera camera = new Camera();
        camera.pictures.add(1);
        LivePlayer player = player(producer, new UnopenedSource(new IOException("nobody there")), () -> camera);

        Thread playing = start(player);
        await().until(() -> producer.history().size() == 1);
        player.stop();
        playing.join();

        assertThat(calls.count("reconnected")).as("it sends for the first time").isZero();
        assertThat(FramePublisherTest.frame(producer.history().get(0)).getSequence())
                .isZero();
    }

    @Test
    void aVideoThatCouldNotBeOpenedIsAFailureOnceItIsThere() throws Exception {
        MockProducer<byte[], byte[]> producer = FramePublisherTest.producer(true);
        List<Throwable> failures = new ArrayList<>();
        LivePlayer player = player(
                producer,
                FramePublisherTest.run(FramePublisherTest.producer(true)),
                new UnopenedSource(new IOException("nobody there")),
                Video::new,
                Duration.ofMinutes(5),
                failures::add);

        player.play();

        assertThat(failures)
                .singleElement()
                .hasToString(
                        "java.lang.IllegalStateException: it is there now, and a video with an end: start ingest again to play it");
    }

    /** Has an end, and must not be played: its pictures would all come at once, and again and again. */
    private record Video() implements FrameSource {
        @Override
        public Optional<SourcePicture> next() {
            throw new AssertionError("played");
        }

        @Override
        public void close() {}
    }

    @Test
    void aSourceThatDeliversNothingPausesAndResumesWithItsNextPictureAndCanBeStoppedWhenItHangs() throws Exception {
        MockProducer<byte[], byte[]> producer = FramePublisherTest.producer(true);
        Camera camera = new Camera();
        SourceRun run = FramePublisherTest.run(producer);
        LivePlayer player = player(producer, run, camera, () -> camera, Duration.ofMillis(100));

        Thread playing = start(player);
        camera.pictures.add(1);
        await().until(() -> signals(producer).contains("PAUSE"));
        camera.pictures.add(2);
        await().until(() -> signals(producer).contains("RESUME"));
        player.stop(); // the camera's thread goes on waiting for a picture
        playing.join();

        assertThat(signals(producer)).startsWith("BEGIN", "0", "PAUSE", "RESUME", "1");
    }

    @Test
    void aSourceThatNeverDeliversAPictureDoesNotBegin() throws Exception {
        MockProducer<byte[], byte[]> producer = FramePublisherTest.producer(true);
        Camera camera = new Camera();
        LivePlayer player =
                player(producer, FramePublisherTest.run(producer), camera, () -> camera, Duration.ofMillis(1));

        Thread playing = start(player);
        await().until(() -> playing.getState() == Thread.State.TIMED_WAITING);
        player.stop();
        playing.join();

        assertThat(producer.history()).isEmpty();
    }

    /** Returns what was sent: the names of signals and the numbers of pictures. */
    private static List<String> signals(MockProducer<byte[], byte[]> producer) {
        return FramePublisherTest.frames(producer).stream()
                .map(frame -> frame.getSignal() == null
                        ? Long.toString(frame.getSequence())
                        : frame.getSignal().name())
                .toList();
    }

    @Test
    void pausesNeverExceedTheLongest() {
        Backoff backoff = new Backoff(Duration.ofSeconds(30), new Random(1));

        assertThat(backoff.before(1000)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    private LivePlayer player(MockProducer<byte[], byte[]> producer, FrameSource camera, Opener opener) {
        SourceRun elsewhere = FramePublisherTest.run(FramePublisherTest.producer(true));
        return player(producer, elsewhere, camera, opener, Duration.ofMinutes(5));
    }

    private LivePlayer player(
            MockProducer<byte[], byte[]> producer,
            SourceRun run,
            FrameSource camera,
            Opener opener,
            Duration pauseAfter) {
        return player(producer, run, camera, opener, pauseAfter, failure -> {
            throw new AssertionError(failure);
        });
    }

    private LivePlayer player(
            MockProducer<byte[], byte[]> producer,
            SourceRun run,
            FrameSource camera,
            Opener opener,
            Duration pauseAfter,
            Consumer<Throwable> failed) {
        FramePublisher publisher = new FramePublisher(
                producer, new SourceIdentity("math", "hall", Optional.empty()), run, 1, calls, failure -> {
                    throw new AssertionError(failure);
                });
        Backoff backoff = new Backoff(Duration.ofSeconds(30), new Random(1));
        return new LivePlayer(camera, opener, publisher, timing, backoff, pauseAfter, calls, failed);
    }

    private static Thread start(LivePlayer player) {
        Thread playing = new Thread(() -> {
            try {
                player.play();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        playing.start();
        return playing;
    }
}
