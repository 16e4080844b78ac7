package io.moodstream.recordings;

import io.moodstream.kit.KafkaDefaults;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Frame;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.SourceSignal;
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
 * Reads one lecture from the topics, the records that exist and those to come: frames or emotions, and events, merged
 * by capture time, each source in the order of its topic; in addition emotions (for the names of their models) and
 * reports as they arrive. Signals of sources are among the frames and emotions; probes are left out. Reads committed records only and joins no consumer group. Used by one thread.
 */
public final class LectureReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LectureReader.class);
    private static final int FETCH_BYTES = 8 * 1024 * 1024;

    private static final int FETCH_WAIT_MILLIS = 1000;

    /**
     * The traffic of other lectures must not delay records for longer, even if that costs the order between partitions.
     */
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
     * Opens a reader of all records that exist and of those to come.
     *
     * @param pictures whether frames are merged with the events; otherwise emotions
     */
    public static LectureReader open(StageConfig stage, Settings settings, String lecture, boolean pictures) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        // One partition may fill a request: with Kafka's default of 1 MB it would wait for others that have nothing.
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        // Nobody waits for a recorder: few large requests cost the pipeline least.
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

    /** Returns what comes next, waiting for it at most this long. */
    public List<SpecificRecordBase> poll(Duration atMost) {
        List<SpecificRecordBase> next = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(atMost)) {
            // A lecture of that name may have been deleted before: its keys are there without a value.
            if (isOurs(TopicReader.key(record)) && record.value() != null) {
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

    /** Pauses the partitions that are far ahead of the others. */
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
            if (isProbe(value)) {
                return;
            }
            if (!merged.contains(partition)) {
                next.add(value);
                return;
            }
            merge.add(partition, at(value), value);
        } catch (SerializationException e) {
            unreadable++;
            LOG.debug("Skipped an unreadable record: {}", e.getMessage());
        }
    }

    private static boolean isProbe(SpecificRecordBase value) {
        return (value instanceof Frame frame && frame.getSignal() == SourceSignal.PROBE)
                || (value instanceof FaceEmotions emotions && emotions.getSignal() == SourceSignal.PROBE);
    }

    private static Instant at(SpecificRecordBase value) {
        if (value instanceof Frame frame) {
            return frame.getCapturedAt();
        } else if (value instanceof FaceEmotions emotions) {
            return emotions.getCapturedAt();
        }
        return value instanceof LectureEvent event ? event.getAt() : ((LectureReport) value).getEndedAt();
    }

    private boolean isOurs(String key) {
        return Keys.lecture(key).equals(lecture);
    }

    /** Makes {@link #isAtEnd} refer to the records that the topics hold now. */
    public void endHere() {
        ends = reader.ends();
        ends.keySet().retainAll(merged);
    }

    /** Returns whether everything that was held at {@link #endHere} has been read and given out. */
    public boolean isAtEnd() {
        return merge.isEmpty() && reader.hasReached(ends);
    }

    /** Returns how many records with the lecture's keys could not be decoded. */
    public long unreadable() {
        return unreadable;
    }

    @Override
    public void close() {
        reader.close();
    }
}
