package io.moodstream.dashboard.topics;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pipeline's output topics (committed records only) and calls its listeners on one thread of its own. Uses no
 * consumer group, so every dashboard reads everything. Keeps trying while Kafka is unreachable.
 */
@UsesKafka
public final class TopicsReader implements AutoCloseable {
    private static final List<Topic<?, ?>> FROM_BEGINNING = List.of(
            Topics.LECTURE_SETTINGS,
            Topics.ERASURES,
            Topics.CONSENTS,
            Topics.LECTURE_EVENTS,
            Topics.MOODS,
            Topics.ATTENTION,
            Topics.LECTURE_REPORTS,
            Topics.RECOMMENDATIONS,
            Topics.SOURCES);
    private static final List<Topic<?, ?>> FROM_NOW =
            List.of(Topics.EMOTIONS, Topics.PHOTO_EMOTIONS, Topics.DEAD_LETTERS);
    private static final List<Topic<?, ?>> FROM_NOW_WITH_FRAMES =
            List.of(Topics.FRAMES, Topics.EMOTIONS, Topics.PHOTO_EMOTIONS, Topics.DEAD_LETTERS);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long ASK_NANOS = Duration.ofSeconds(3).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(TopicsReader.class);

    private final ThrottledLog warnings = new ThrottledLog();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final TopicReader topics;
    private final RecordReader records;
    private final List<Topic<?, ?>> fromNow;
    private final Thread thread = new Thread(this::run, "topics-reader");
    private volatile boolean answering;
    private volatile boolean closed;
    private Map<TopicPartition, Long> unread = Map.of();
    private boolean positioned;
    private boolean away;
    private long askedAt = System.nanoTime();

    private TopicsReader(TopicReader topics, List<? extends TopicListener> listeners) {
        this.topics = topics;
        this.records = new RecordReader(listeners, warnings);
        this.fromNow = listeners.stream().anyMatch(TopicListener::readsFrames) ? FROM_NOW_WITH_FRAMES : FROM_NOW;
        thread.setDaemon(true);
    }

    /** Starts to read: emotions and dead letters from now on, all others from their beginnings. */
    public static TopicsReader start(StageConfig stage, Settings settings, List<? extends TopicListener> listeners) {
        Properties properties = KafkaDefaults.consumer(stage, settings);
        properties.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "dashboard-topics-reader");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        TopicsReader reader = new TopicsReader(new TopicReader(properties), listeners);
        reader.thread.start();
        return reader;
    }

    /**
     * Waits until everything that was there at the start has been told.
     *
     * @return whether it has; if not, it still will be
     */
    public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        return caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether it reads: Kafka has answered when it was last asked, some seconds ago. */
    public boolean isHealthy() {
        return answering && thread.isAlive();
    }

    private void run() {
        try (topics) {
            while (!closed) {
                try {
                    readSome();
                } catch (WakeupException e) {
                    return; // closed
                } catch (KafkaException e) {
                    boolean told = warnings.add("The topics cannot be read at the moment", e);
                    away |= told && answering;
                    answering(false);
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                }
            }
        } finally {
            answering(false);
        }
    }

    private void answering(boolean now) {
        if (now && away) {
            away = false;
            LOG.warn("Kafka answers again, and the topics are read");
        }
        if (now != answering) {
            answering = now;
            records.tell(listener -> listener.reading(now));
        }
    }

    private void readSome() {
        if (!positioned) {
            position();
        }
        topics.poll(POLL).forEach(records::read);
        if (caughtUp.getCount() > 0 && topics.hasReached(unread)) {
            records.caughtUp();
            caughtUp.countDown();
        }
        if (System.nanoTime() - askedAt > ASK_NANOS) {
            // A consumer says nothing of an outage by itself; it only finds no records.
            askedAt = System.nanoTime();
            topics.ends();
            answering(true);
        }
    }

    private void position() {
        // First which lectures and users were deleted: what is read of them afterwards does not count. And which users
        // have withdrawn: a dashboard may begin to serve before it has read the rest.
        topics.start(List.of(Topics.LECTURE_SETTINGS, Topics.ERASURES, Topics.CONSENTS), List.of());
        topics.readToEnd(records::read);
        topics.start(FROM_BEGINNING, fromNow);
        Map<TopicPartition, Long> ends = topics.ends();
        ends.keySet().retainAll(topics.partitions(FROM_BEGINNING));
        unread = ends;
        positioned = true;
        answering(true);
    }

    /** Stops reading; no listener is called any more once this has returned. */
    @Override
    public void close() {
        closed = true;
        topics.wakeup();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
