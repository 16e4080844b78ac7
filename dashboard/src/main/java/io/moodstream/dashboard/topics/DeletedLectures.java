package io.moodstream.dashboard.topics;

import io.moodstream.kit.UsesKafka;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureSettings;
import io.moodstream.schemas.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Knows which records are of deleted lectures. Topics that are not compacted keep such records until their retention is
 * over; by the broker's clock they were written before the deletion.
 */
@UsesKafka
final class DeletedLectures {
    private final Map<String, Instant> deletedAt = new HashMap<>();

    /** Takes what was decided about a lecture; returns whether it was deleted with that. */
    boolean take(LectureSettings settings) {
        Instant at = settings.getDeletedAt();
        return at != null && !at.equals(deletedAt.put(settings.getLectureId(), at));
    }

    /** Returns whether a record is of a lecture that was deleted after it was written. */
    boolean covers(ConsumerRecord<byte[], byte[]> record) {
        if (deletedAt.isEmpty() || record.topic().equals(Topics.LECTURE_SETTINGS.name())) {
            return false;
        }
        Instant deleted = deletedAt.get(lecture(record));
        return deleted != null && record.timestamp() <= deleted.toEpochMilli();
    }

    /** Returns the lecture of a record: the beginning of its key; the key of a recommendation is its user. */
    private static String lecture(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.RECOMMENDATIONS.name())) {
            return TopicReader.value(Topics.RECOMMENDATIONS, record).getLectureId();
        }
        return Keys.lecture(TopicReader.key(record));
    }
}
