package io.moodstream.ingest.replay;

import io.moodstream.ingest.publish.PublishListener;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.kit.topics.FrameLedger;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the frames under way: those that are published and have no result yet, neither emotions nor a dead letter. The
 * thread that publishes reads the results while it waits.
 */
@UsesKafka
final class InFlightFrames implements PublishListener, PublishGate {
    /** The most frames under way: the topic frames keeps pictures for minutes only, and disks are finite. */
    static final int MOST = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(InFlightFrames.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Function<Duration, Iterable<ConsumerRecord<byte[], byte[]>>> results;
    private final Set<String> lectures;
    private final Duration patience;
    private final FrameLedger<FrameKey, FrameKey> ledger = new FrameLedger<>(FrameKey::of);
    private final AtomicLong answered = new AtomicLong();
    private volatile @Nullable Throwable failure;
    private volatile boolean stopped;

    /**
     * @param results returns the next records of emotions and dead-letters, and waits for them at most this long
     * @param lectures ids of the lectures whose frames are bounded
     * @param patience how long no result may arrive while it is waited for one
     */
    InFlightFrames(
            Function<Duration, Iterable<ConsumerRecord<byte[], byte[]>>> results,
            Set<String> lectures,
            Duration patience) {
        this.results = results;
        this.lectures = lectures;
        this.patience = patience;
    }

    @Override
    public void publishing(FrameKey frame, long publishedAtMillis) {
        ledger.add(frame, frame);
    }

    @Override
    public void acknowledged(FrameKey frame, int partition, long offset) {
        answered.addAndGet(
                ledger.acknowledged(frame, partition, offset).stream().count());
    }

    @Override
    public void deadLettered(FrameKey frame, String reason) {
        answered.addAndGet(ledger.settle(frame).stream().count());
    }

    /** Waits until one more frame may be under way. */
    @Override
    public boolean await(Instant capturedAt) throws IOException {
        return awaitAtMost(MOST - 1);
    }

    /**
     * Waits until every frame has its result.
     *
     * @throws IOException if results do not arrive, or something has failed
     */
    void awaitNone() throws IOException {
        awaitAtMost(0);
    }

    private boolean awaitAtMost(int most) throws IOException {
        read(Duration.ZERO);
        long since = System.nanoTime();
        boolean told = false;
        while (!stopped && ledger.size() > most) {
            long before = answered.get();
            read(POLL);
            if (answered.get() > before) {
                since = System.nanoTime();
                told = false;
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - since);
            if (waited.compareTo(patience) > 0) {
                throw new IOException(noResult(waited) + ". --no-wait publishes without waiting for results");
            }
            if (!told && waited.compareTo(patience.dividedBy(10)) > 0) {
                told = true;
                LOG.warn(
                        "{}. Waiting for up to {} s more",
                        noResult(waited),
                        patience.minus(waited).toSeconds());
            }
        }
        return !stopped;
    }

    private String noResult(Duration waited) {
        long frames = ledger.size();
        return "No result of " + frames + (frames == 1 ? " frame" : " frames") + " has arrived for "
                + waited.toSeconds() + " s: detect or classify is not running, or is busy with other lectures, or Kafka"
                + " is away";
    }

    private void read(Duration atMost) throws IOException {
        try {
            results.apply(atMost).forEach(this::take);
        } catch (KafkaException e) {
            fail(e);
        }
        requireHealthy();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (!lectures.contains(Keys.lecture(TopicReader.key(record)))) {
            return;
        }
        if (!record.topic().equals(Topics.EMOTIONS.name())) {
            answered.addAndGet(ledger.deadLetter(DeadLetter.of(record)).stream().count());
            return;
        }
        FaceEmotions emotions = TopicReader.value(Topics.EMOTIONS, record);
        if (emotions.getSignal() == null) {
            answered.addAndGet(ledger.settle(FrameKey.of(emotions)).stream().count());
        }
    }

    /**
     * Checks that nothing has failed.
     *
     * @throws IOException if something has failed
     */
    void requireHealthy() throws IOException {
        Throwable cause = failure;
        if (cause != null) {
            throw new IOException(String.valueOf(cause.getMessage()), cause);
        }
    }

    /** Ends all waiting because results can no longer be read, or frames no longer be published. */
    void fail(Throwable cause) {
        failure = failure == null ? cause : failure;
    }

    /** Ends all waiting. */
    void stop() {
        stopped = true;
    }

    /** Returns the number of frames with a result. */
    long answered() {
        return answered.get();
    }
}
