package io.moodstream.ingest.replay;

import io.moodstream.ingest.publish.FramePublisher;
import io.moodstream.ingest.publish.Timing;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageFailedException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a recording once more. Unless it is told not to, it reads the answers and holds the sources together, so that
 * at any speed from 1 on the pipeline answers as it did the first time. The topics must be there.
 */
public final class Replay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration DRAIN = Duration.ofSeconds(30);

    /** What Kafka gets to take the rest when this is stopped. */
    private static final Duration IN_HASTE = Duration.ofSeconds(5);

    /** Most frames of a source that Kafka has not acknowledged. */
    private static final int IN_FLIGHT = 64;

    private final ReplayPlan plan;
    private final ReplayPublisher publisher;
    private final InFlightFrames unanswered;
    private final Optional<Answers> answers;
    private final RecordingPlayer player;
    private final CountDownLatch stop;
    private final AtomicLong published = new AtomicLong();

    private Replay(
            ReplayPlan plan,
            ReplayPublisher publisher,
            InFlightFrames unanswered,
            Optional<Answers> answers,
            CountDownLatch stop) {
        this.plan = plan;
        this.stop = stop;
        this.unanswered = unanswered;
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
        InFlightFrames unanswered = new InFlightFrames(PATIENCE);
        CountDownLatch stop = new CountDownLatch(1);
        Optional<Answers> answers = recommender.map(group -> new Answers(
                ResultTracker.start(stage, settings, Set.copyOf(plan.lectures()), unanswered),
                RecommenderProgressReader.open(stage, settings, group, stop)));
        ReplayPublisher publisher = new ReplayPublisher(
                FramePublisher.producer(stage, settings, PATIENCE), IN_FLIGHT, unanswered, (key, cause) -> {
                    LOG.debug("Kafka does not take frames of {}", key, cause);
                    unanswered.fail(new IOException("Kafka does not take frames any more: " + cause.getMessage()));
                });
        return new Replay(plan, publisher, unanswered, answers, stop);
    }

    /**
     * Publishes everything and, unless told not to, waits until every frame is answered.
     *
     * @throws StageFailedException if the file or Kafka fails or answers do not come
     */
    public void run() throws InterruptedException {
        try {
            player.play();
            publisher.flush(player.isStopped() ? IN_HASTE : DRAIN);
            if (answers.isPresent()) {
                unanswered.awaitNone();
            }
            if (!player.isStopped()) {
                end();
                unanswered.requireHealthy();
            }
        } catch (IOException e) {
            throw new StageFailedException("Replay of " + plan.file(), e);
        }
    }

    /** The lecture's end shortens what the pipeline waits for, so it comes when nothing is under way any more. */
    private void end() throws IOException, InterruptedException {
        player.end()
                .ifPresent(at -> plan.lectures()
                        .forEach(
                                lecture -> publisher.publish(new LectureEvent(lecture, at, LectureEventKind.END, ""))));
        publisher.flush(DRAIN);
    }

    /** Frames published so far, of all copies and rounds. */
    public long published() {
        return published.get();
    }

    /** Frames answered so far, if answers are waited for. */
    public long answered() {
        return unanswered.answered();
    }

    /** Event time that was reached, if anything was published. */
    public Optional<Instant> reached() {
        return player.reached();
    }

    /** Publishes no more; {@link #run} returns soon. */
    public void stop() {
        player.stop();
        stop.countDown();
        unanswered.stop();
    }

    @Override
    public void close() {
        stop();
        answers.ifPresent(Answers::close);
        publisher.close(IN_HASTE);
    }

    /** Where answers are read, and how far those are that read them. */
    private record Answers(ResultTracker reader, RecommenderProgressReader recommender) implements AutoCloseable {
        /** Waits until the recommender has heard of all answers so far. */
        void awaitHeardOf() throws InterruptedException {
            recommender.awaitRead(reader.reached());
        }

        @Override
        public void close() {
            reader.close();
            recommender.close();
        }
    }

    /** Publishes each frame in its turn. */
    private final class Sink implements ReplaySink {
        private final Map<String, SourceRejoinGate> comebacks = new HashMap<>();

        @Override
        public boolean frame(Frame frame) throws IOException, InterruptedException {
            String lecture = frame.getLectureId();
            String key = Keys.source(lecture, frame.getSourceId());
            unanswered.requireHealthy();
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
                unanswered.awaitOlder(lecture, needed.get());
                reading.awaitHeardOf();
                back.waited(needed.get());
            }
            back.published(key, at);
            for (var young = unanswered.awaitFirstAnswers(lecture, key, at);
                    !young.isEmpty();
                    young = unanswered.awaitFirstAnswers(lecture, key, at)) {
                reading.awaitHeardOf();
                unanswered.settled(young);
            }
            return unanswered.awaitAlignment(lecture, key, frame.getSequence(), at);
        }

        @Override
        public void event(LectureEvent event) {
            publisher.publish(event);
        }
    }
}
