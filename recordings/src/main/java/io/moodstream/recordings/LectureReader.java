package io.moodstream.recordings;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the topics hold of one lecture and what comes: frames or emotions and events, merged by capture time, each
 * source in the order of its topic; beside them emotions (for their models' names) and reports as they are found. Reads
 * only, in no group, committed records. Used by one thread.
 */
public final class LectureReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LectureReader.class);
    private static final int FETCH_BYTES = 8 * 1024 * 1024;

    private static final int FETCH_WAIT_MILLIS = 1000;

    /** Traffic of others must not hold back records for longer, even if that costs the order between partitions. */
    private static final long LONGEST_WAIT_NANOS = 5_000_000_000L;

    private final TopicReader reader;
    private final String lecture;
    private final Set<TopicPartition> merged;
    private final CaptureMerge<TopicPartition, SpecificRecordBase> merge = new CaptureMerge<>();
    private Map<TopicPartition, Long> ends = Map.of();
    private long emitted = System.nanoTime();
    private long unreadable;

    private LectureReader(TopicReader reader, String lecture, Set<TopicPartition> merged) {
        this.reader = reader;
        this.lecture = lecture;
        this.merged = merged;
    }

    /**
     * Opens a reader of everything that is held and will come.
     *
     * @param pictures whether frames are merged with the events; otherwise emotions
     */
    public static LectureReader open(StageConfig stage, Settings settings, String lecture, boolean pictures) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        // Nobody waits for a recorder: few large requests take the least from the pipeline.
        properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_BYTES / 4);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
        properties.putAll(KafkaDefaults.consumer(stage, settings));
        TopicReader reader = new TopicReader(properties);
        try {
            Topic<?, ?> data = pictures ? Topics.FRAMES : Topics.EMOTIONS;
            Set<Topic<?, ?>> all =
                    new LinkedHashSet<>(List.of(data, Topics.LECTURE_EVENTS, Topics.EMOTIONS, Topics.LECTURE_REPORTS));
            reader.start(all, List.of());
            return new LectureReader(reader, lecture, reader.partitions(List.of(data, Topics.LECTURE_EVENTS)));
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** What comes next, waiting for it at most this long. */
    public List<SpecificRecordBase> poll(Duration atMost) {
        List<SpecificRecordBase> next = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(atMost)) {
            if (isOurs(TopicReader.key(record))) {
                take(record, next);
            }
        }
        boolean waitedEnough = System.nanoTime() - emitted > LONGEST_WAIT_NANOS;
        for (var oldest = oldest(waitedEnough); oldest.isPresent(); oldest = oldest(waitedEnough)) {
            next.add(oldest.get());
            emitted = System.nanoTime();
        }
        balance();
        return next;
    }

    private Optional<SpecificRecordBase> oldest(boolean waitedEnough) {
        return merge.next(merged, partition -> !waitedEnough && reader.hasMore(partition));
    }

    /** Reads only those on which the others do not wait. */
    private void balance() {
        if (merge.isEmpty()) {
            emitted = System.nanoTime();
        }
        reader.pauseOnly(merge.full());
    }

    private void take(ConsumerRecord<byte[], byte[]> record, List<SpecificRecordBase> next) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        try {
            SpecificRecordBase value = (SpecificRecordBase) TopicReader.value(record);
            if (!merged.contains(partition)) {
                next.add(value);
                return;
            }
            merge.add(partition, at(value), value);
        } catch (SerializationException e) {
            unreadable++;
            LOG.debug("Left out: {}", e.getMessage());
        }
    }

    private static Instant at(SpecificRecordBase value) {
        if (value instanceof Frame frame) {
            return frame.getCapturedAt();
        } else if (value instanceof FaceEmotions answer) {
            return answer.getCapturedAt();
        }
        return value instanceof LectureEvent event ? event.getAt() : ((LectureReport) value).getEndedAt();
    }

    private boolean isOurs(String key) {
        return key.equals(lecture) || key.startsWith(lecture + "/");
    }

    /** From here on {@link #isAtEnd} is about what the topics hold now. */
    public void endHere() {
        ends = reader.ends();
        ends.keySet().retainAll(merged);
    }

    /** Whether everything that was held at {@link #endHere} has been read and given out. */
    public boolean isAtEnd() {
        return merge.isEmpty() && reader.hasReached(ends);
    }

    /** Records under the lecture's keys that could not be read. */
    public long unreadable() {
        return unreadable;
    }

    @Override
    public void close() {
        reader.close();
    }
}
