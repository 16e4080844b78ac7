package io.moodstream.ingest.replay;

import io.moodstream.ingest.publish.FramePublisher;
import io.moodstream.ingest.publish.Timing;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageFailedException;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.SourceRuns;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a recording again. Normally it reads the results and aligns the sources, so that the pipeline gives the
 * same results at any speed from 1 on. The topics must exist.
 */
@UsesKafka
public final class Replay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration DRAIN = Duration.ofSeconds(30);

    /** How long Kafka may take for the rest after a stop. */
    private static final Duration IN_HASTE = Duration.ofSeconds(5);

    /** Most frames of a source that Kafka has not acknowledged. */
    private static final int IN_FLIGHT = 64;

    private final ReplayPlan plan;
    private final ReplayPublisher publisher;
    private final InFlightFrames inFlight;
    private final Optional<Answers> answers;
    private final RecordingPlayer player;
    private final CountDownLatch stop;
    private final AtomicLong published = new AtomicLong();

    private Replay(
            ReplayPlan plan,
            ReplayPublisher publisher,
            InFlightFrames inFlight,
            Optional<Answers> answers,
            CountDownLatch stop) {
        this.plan = plan;
        this.stop = stop;
        this.inFlight = inFlight;
        this.answers = answers;
        this.publisher = publisher;
        this.player = new RecordingPlayer(plan, Timing.wallClock(stop), new Sink(), Instant.now());
    }

    /**
     * Connects to Kafka.
     *
     * @param recommender application id of the recommender, whose progress and whose frames' results are waited for;
     *     without one nothing is waited for
     */
    public static Replay open(ReplayPlan plan, StageConfig stage, Settings settings, Optional<String> recommender) {
        InFlightFrames inFlight = new InFlightFrames(PATIENCE);
        CountDownLatch stop = new CountDownLatch(1);
        Optional<Answers> answers = recommender.map(group -> new Answers(
                ResultTracker.start(stage, settings, Set.copyOf(plan.lectures()), inFlight),
                RecommenderProgressReader.open(stage, settings, group, stop)));
        Producer<byte[], byte[]> producer = FramePublisher.producer(stage, settings, PATIENCE);
        ReplayPublisher publisher =
                new ReplayPublisher(producer, SourceRuns.start(producer), IN_FLIGHT, inFlight, (key, cause) -> {
                    LOG.debug("Kafka does not accept frames of {}", key, cause);
                    inFlight.fail(new IOException("Kafka no longer accepts frames: " + cause.getMessage()));
                });
        return new Replay(plan, publisher, inFlight, answers, stop);
    }

    /**
     * Publishes everything and, if results are waited for, waits until every frame has its result.
     *
     * @throws StageFailedException if the file or Kafka fails, or results do not arrive
     */
    public void run() throws InterruptedException {
        try {
            player.play();
            publisher.flush(player.isStopped() ? IN_HASTE : DRAIN);
            if (answers.isPresent()) {
                inFlight.awaitNone();
            }
            if (!player.isStopped()) {
                end();
                inFlight.requireHealthy();
            }
        } catch (IOException e) {
            throw new StageFailedException("Replay of " + plan.file(), e);
        }
    }

    /** Publishes the lecture's end when no frame is in flight any more, because it shortens the pipeline's waiting. */
    private void end() throws IOException, InterruptedException {
        player.end()
                .ifPresent(at -> plan.lectures()
                        .forEach(
                                lecture -> publisher.publish(new LectureEvent(lecture, at, LectureEventKind.END, ""))));
        publisher.flush(DRAIN);
    }

    /** Returns the number of frames published so far, in all copies and rounds. */
    public long published() {
        return published.get();
    }

    /** Returns the number of frames with a result, if results are waited for. */
    public long answered() {
        return inFlight.answered();
    }

    /** Returns the event time reached, if anything was published. */
    public Optional<Instant> reached() {
        return player.reached();
    }

    /** Stops publishing; {@link #run} returns soon. */
    public void stop() {
        player.stop();
        stop.countDown();
        inFlight.stop();
    }

    @Override
    public void close() {
        stop();
        answers.ifPresent(Answers::close);
        publisher.close(IN_HASTE);
    }

    /** The readers of the results and of the recommender's progress. */
    private record Answers(ResultTracker reader, RecommenderProgressReader recommender) implements AutoCloseable {
        /** Waits until the recommender has read all results so far. */
        void awaitHeardOf() throws InterruptedException {
            recommender.awaitRead(reader.reached());
        }

        @Override
        public void close() {
            reader.close();
            recommender.close();
        }
    }

    /** Publishes each frame when the alignment allows it. */
    private final class Sink implements ReplaySink {
        private final Map<String, SourceRejoinGate> comebacks = new HashMap<>();

        @Override
        public boolean frame(Frame frame) throws IOException, InterruptedException {
            String lecture = frame.getLectureId();
            String key = Keys.source(lecture, frame.getSourceId());
            inFlight.requireHealthy();
            boolean playing = answers.isEmpty() || awaitAlignment(lecture, key, frame, answers.get());
            if (playing) {
                publisher.publish(frame);
                published.incrementAndGet();
            }
            return playing;
        }

        private boolean awaitAlignment(String lecture, String key, Frame frame, Answers reading)
                throws IOException, InterruptedException {
            Instant at = frame.getCapturedAt();
            SourceRejoinGate back = comebacks.computeIfAbsent(lecture, id -> new SourceRejoinGate());
            Optional<Instant> needed = back.waitsFor(key, at);
            if (needed.isPresent()) {
                inFlight.awaitOlder(lecture, needed.get());
                reading.awaitHeardOf();
                back.waited(needed.get());
            }
            back.published(key, at);
            for (var young = inFlight.awaitFirstAnswers(lecture, key, at);
                    !young.isEmpty();
                    young = inFlight.awaitFirstAnswers(lecture, key, at)) {
                reading.awaitHeardOf();
                inFlight.settled(young);
            }
            return inFlight.awaitAlignment(lecture, key, frame.getSequence(), at);
        }

        @Override
        public void event(LectureEvent event) {
            publisher.publish(event);
        }
    }
}
