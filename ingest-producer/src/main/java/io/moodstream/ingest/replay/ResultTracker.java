package io.moodstream.ingest.replay;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.FrameKey;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Reads the results of the frames of some lectures, on a thread of its own, from now on. */
@UsesKafka
final class ResultTracker implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final TopicReader reader;
    private final Set<String> lectures;
    private final InFlightFrames inFlight;
    private final Map<TopicPartition, Long> reached = new ConcurrentHashMap<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Thread thread = new Thread(this::read, "replay-results");

    private ResultTracker(TopicReader reader, Set<String> lectures, InFlightFrames inFlight) {
        this.reader = reader;
        this.lectures = lectures;
        this.inFlight = inFlight;
    }

    /** Starts reading; no result of a frame that is published after this is missed. */
    static ResultTracker start(StageConfig stage, Settings settings, Set<String> lectures, InFlightFrames inFlight) {
        List<Topic<?, ?>> topics = List.of(Topics.EMOTIONS, Topics.DEAD_LETTERS);
        ResultTracker tracker = new ResultTracker(TopicReader.open(stage, settings, topics, false), lectures, inFlight);
        tracker.thread.setDaemon(true);
        tracker.thread.start();
        return tracker;
    }

    private void read() {
        try {
            while (!closing.get()) {
                reader.poll(POLL).forEach(this::take);
            }
        } catch (WakeupException e) {
            if (!closing.get()) {
                inFlight.fail(e);
            }
        } catch (RuntimeException | Error e) {
            inFlight.fail(e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (!isOurs(TopicReader.key(record))) {
            return;
        }
        if (record.topic().equals(Topics.EMOTIONS.name())) {
            FrameKey frame = FrameKey.of(TopicReader.value(Topics.EMOTIONS, record));
            reached.put(new TopicPartition(record.topic(), record.partition()), record.offset());
            inFlight.answered(frame);
        } else {
            inFlight.deadLettered(DeadLetter.of(record));
        }
    }

    /** Returns the offsets of the latest results so far, by partition of the topic emotions. */
    Map<TopicPartition, Long> reached() {
        return Map.copyOf(reached);
    }

    private boolean isOurs(String key) {
        int slash = key.indexOf('/');
        return slash > 0 && lectures.contains(key.substring(0, slash));
    }

    @Override
    public void close() {
        closing.set(true);
        reader.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reader.close();
    }
}
