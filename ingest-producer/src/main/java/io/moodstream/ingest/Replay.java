package io.moodstream.ingest;

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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes a recording once more. Unless it is told not to, it reads the answers and holds the sources together, so that
 * at any speed the pipeline answers as it did the first time. The topics must be there.
 */
public final class Replay implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration DRAIN = Duration.ofSeconds(30);

    /** Most frames of a source that Kafka has not acknowledged. */
    private static final int IN_FLIGHT = 64;

    private final ReplayPlan plan;
    private final boolean wait;
    private final ReplayPublisher publisher;
    private final Unanswered unanswered;
    private final Optional<AnswersReader> answers;
    private final RecordingPlayer player;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicLong published = new AtomicLong();

    private Replay(
            ReplayPlan plan,
            boolean wait,
            ReplayPublisher publisher,
            Unanswered unanswered,
            Optional<AnswersReader> answers) {
        this.plan = plan;
        this.wait = wait;
        this.unanswered = unanswered;
        this.answers = answers;
        this.publisher = publisher;
        this.player = new RecordingPlayer(plan, Timing.wallClock(stop), new Sink(), Instant.now());
    }

    /**
     * Connects to Kafka.
     *
     * @param wait whether answers are read and waited for
     */
    public static Replay open(ReplayPlan plan, StageConfig stage, Settings settings, boolean wait) {
        Unanswered unanswered = new Unanswered(PATIENCE);
        Optional<AnswersReader> answers = wait
                ? Optional.of(AnswersReader.start(stage, settings, Set.copyOf(plan.lectures()), unanswered))
                : Optional.empty();
        ReplayPublisher publisher = new ReplayPublisher(
                FramePublisher.producer(stage, settings),
                IN_FLIGHT,
                unanswered,
                (key, cause) -> unanswered.fail(cause));
        return new Replay(plan, wait, publisher, unanswered, answers);
    }

    /**
     * Publishes everything and, unless told not to, waits until every frame is answered.
     *
     * @throws StageFailedException if the file or Kafka fails or answers do not come
     */
    public void run() throws InterruptedException {
        try {
            player.play();
            publisher.awaitAcknowledged(DRAIN);
            if (wait) {
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
    private void end() {
        player.end()
                .ifPresent(at -> plan.lectures()
                        .forEach(
                                lecture -> publisher.publish(new LectureEvent(lecture, at, LectureEventKind.END, ""))));
        publisher.flush();
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
        answers.ifPresent(AnswersReader::close);
        publisher.close(DRAIN);
    }

    /** Publishes each frame in its turn. */
    private final class Sink implements ReplaySink {
        @Override
        public boolean frame(Frame frame) throws IOException, InterruptedException {
            String lecture = frame.getLectureId();
            String key = Keys.source(lecture, frame.getSourceId());
            unanswered.requireHealthy();
            boolean playing = !wait || unanswered.awaitTurn(lecture, key, frame.getSequence(), frame.getCapturedAt());
            if (playing) {
                publisher.publish(frame);
                published.incrementAndGet();
            }
            return playing;
        }

        @Override
        public void event(LectureEvent event) {
            publisher.publish(event);
        }
    }
}
