package io.moodstream.ingest.replay;

import io.moodstream.ingest.publish.FramePublisher;
import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.ingest.publish.Timing;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.StageFailedException;
import io.moodstream.kit.topics.SourceRuns;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a recording again, as runs of its sources of their own. Normally at most a thousand frames are under way at a
 * time. The topics must exist.
 */
public final class Replay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

    /** Most frames of a source that Kafka has not acknowledged. */
    private static final int IN_FLIGHT = 64;

    private final ReplayPlan plan;
    private final ReplayPublisher publisher;
    private final InFlightFrames inFlight;
    private final Optional<TopicReader> results;
    private final RecordingPlayer player;
    private final CountDownLatch stop = new CountDownLatch(1);

    private Replay(ReplayPlan plan, StageConfig stage, Settings settings, Optional<TopicReader> results) {
        this.plan = plan;
        this.results = results;
        this.inFlight = new InFlightFrames(
                atMost -> results.isPresent() ? results.get().poll(atMost) : List.of(),
                Set.copyOf(plan.lectures()),
                SlowKafka.PATIENCE);
        PublishListener listener = results.isPresent() ? inFlight : PublishListener.NONE;
        Producer<byte[], byte[]> producer = FramePublisher.producer(stage, settings);
        this.publisher = new ReplayPublisher(
                producer,
                SourceRuns.start(producer),
                IN_FLIGHT,
                listener,
                (key, cause) -> {
                    LOG.debug("Kafka does not accept frames of {}", key, cause);
                    inFlight.fail(new IOException("Kafka no longer accepts frames: " + cause.getMessage()));
                },
                () -> stop.getCount() == 0);
        this.player = new RecordingPlayer(plan, Timing.wallClock(stop), publisher, inFlight, Instant.now());
    }

    /**
     * Connects to Kafka.
     *
     * @param waiting whether to bound the frames under way and to wait for all results at the end
     */
    public static Replay open(ReplayPlan plan, StageConfig stage, Settings settings, boolean waiting) {
        return new Replay(
                plan,
                stage,
                settings,
                waiting
                        ? Optional.of(
                                TopicReader.open(stage, settings, List.of(Topics.EMOTIONS, Topics.DEAD_LETTERS), false))
                        : Optional.empty());
    }

    /**
     * Publishes everything and, if results are waited for, waits until every frame has its result.
     *
     * @throws StageFailedException if the file or Kafka fails, or results do not arrive
     */
    public synchronized void run() throws InterruptedException {
        try {
            player.play();
            publisher.flush();
            inFlight.awaitNone();
            if (!player.isStopped()) {
                end();
                inFlight.requireHealthy();
            }
        } catch (IOException e) {
            throw new StageFailedException("Replay of " + plan.file(), e);
        }
    }

    /** Publishes the lecture's end, if it was recorded, when no frame is under way any more. */
    private void end() throws IOException, InterruptedException {
        player.end()
                .ifPresent(at -> plan.lectures()
                        .forEach(
                                lecture -> publisher.publish(new LectureEvent(lecture, at, LectureEventKind.END, ""))));
        publisher.flush();
    }

    /** Returns the number of frames published so far, in all copies and rounds. */
    public long published() {
        return publisher.published();
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
        closeAfterRun();
    }

    private synchronized void closeAfterRun() {
        results.ifPresent(TopicReader::close);
        publisher.close(SlowKafka.IN_HASTE);
    }
}
