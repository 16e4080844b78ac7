package io.moodstream.dashboard.deletion;

import io.moodstream.dashboard.deletion.RecordDeletion.Whose;
import io.moodstream.kit.KafkaUnreachableException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.LectureSettings;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Deletes lectures from the topics. First it marks the lecture as deleted ({@code lecture-settings}, and an event for the
 * recommender), so that everything that was written before no longer counts. Then {@link RecordDeletion} deletes what
 * Kafka can delete.
 */
@UsesKafka
public final class LectureDeletion implements AutoCloseable {
    /** Where records of a lecture may be, in the order of the work. */
    public static final List<Topic<?, ?>> TOPICS = List.of(
            Topics.MOODS,
            Topics.SOURCES,
            Topics.RECOMMENDATIONS,
            Topics.LECTURE_REPORTS,
            Topics.FRAMES,
            Topics.FACES,
            Topics.EMOTIONS,
            Topics.ATTENTION,
            Topics.LECTURE_EVENTS,
            Topics.DEAD_LETTERS);

    private final RecordDeletion records;

    private LectureDeletion(RecordDeletion records) {
        this.records = records;
    }

    /**
     * Connects to Kafka.
     *
     * @throws KafkaUnreachableException if no broker answers
     */
    public static LectureDeletion connect(StageConfig stage, Settings settings) {
        return new LectureDeletion(RecordDeletion.connect(stage, settings, Topics.LECTURE_SETTINGS, TOPICS, List.of()));
    }

    /**
     * Deletes a lecture; one of the same name may begin anew at once. Do not delete one that is running.
     *
     * @throws KafkaUnreachableException if Kafka does not answer
     */
    public Deletion delete(String lecture) {
        return remove(hide(lecture), progress -> {});
    }

    /**
     * Marks a lecture as deleted in the topics, which takes a moment. {@link #remove} then deletes its records.
     *
     * @throws KafkaUnreachableException if Kafka does not answer
     */
    public Hidden hide(String lecture) {
        RecordMetadata event = records.write(
                Topics.LECTURE_EVENTS,
                lecture,
                new LectureEvent(
                        lecture, Instant.ofEpochMilli(System.currentTimeMillis()), LectureEventKind.DELETED, ""));
        Instant at = Instant.ofEpochMilli(event.timestamp());
        LectureSettings settings =
                new LectureSettings(lecture, UUID.randomUUID().toString(), at);
        records.write(Topics.LECTURE_SETTINGS, lecture, settings);
        return new Hidden(lecture, at, TOPICS.size(), event.partition(), event.offset());
    }

    /**
     * Deletes the records of a lecture as far as Kafka can. It reads whole topics, which may take minutes.
     *
     * @param progress gets what is done after each topic
     * @throws KafkaUnreachableException if Kafka does not answer
     * @throws org.apache.kafka.common.KafkaException if Kafka sends nothing of a topic for a minute
     */
    public Deletion remove(Hidden hidden, Consumer<Deletion> progress) {
        return records.remove(hidden, TOPICS, record -> whose(hidden, record), progress);
    }

    private static Whose whose(Hidden hidden, ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.LECTURE_EVENTS.name()) && isDeletion(hidden, record)) {
            return Whose.NOBODYS;
        }
        return isOf(hidden.name(), record) ? Whose.OWN : Whose.OTHERS;
    }

    /** Returns whether an event is the one of the deletion, which stays for those who have not read it yet, or of one before. */
    private static boolean isDeletion(Hidden hidden, ConsumerRecord<byte[], byte[]> record) {
        return (record.partition() == hidden.partition() && record.offset() >= hidden.offset())
                || TopicReader.value(Topics.LECTURE_EVENTS, record).getKind() == LectureEventKind.DELETED;
    }

    private static boolean isOf(String lecture, ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.RECOMMENDATIONS.name())) {
            return TopicReader.value(Topics.RECOMMENDATIONS, record)
                    .getLectureId()
                    .equals(lecture);
        }
        return Keys.lecture(TopicReader.key(record)).equals(lecture);
    }

    @Override
    public void close() {
        records.close();
    }
}
