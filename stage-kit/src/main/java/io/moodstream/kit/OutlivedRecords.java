package io.moodstream.kit;

import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds topics with records about single people whose oldest record is older than the topic's retention allows. Of
 * compacted topics nobody can tell: compaction puts old records and new ones into one segment, which goes with the newest.
 */
public final class OutlivedRecords {
    /** What could not be processed may be a picture, too. */
    private static final List<Topic<?, ?>> WITH_PICTURES =
            List.of(Topics.FRAMES, Topics.FACES, Topics.PHOTOS, Topics.PHOTO_FACES, Topics.DEAD_LETTERS);

    /** The topics that are looked at. */
    static final List<Topic<?, ?>> ABOUT_PEOPLE = Stream.concat(
                    WITH_PICTURES.stream(), Stream.of(Topics.EMOTIONS, Topics.PHOTO_EMOTIONS, Topics.ATTENTION))
            .toList();

    /** Kafka looks every five minutes for what is over (log.retention.check.interval.ms), and deletes it a minute later. */
    private static final Duration KAFKA_TAKES = Duration.ofMinutes(10);

    private OutlivedRecords() {}

    /**
     * Returns a difference for each topic that exists and holds a record from before its retention, and a fifth of it,
     * because Kafka deletes whole segments.
     *
     * @param now the time to compare with
     */
    public static List<TopicDifference> in(TopicAdmin topics, Instant now) {
        Set<String> there = topics.get(topics.admin().listTopics().names());
        return ABOUT_PEOPLE.stream()
                .filter(topic -> there.contains(topic.name()))
                .flatMap(topic -> of(topic.name(), topics.retention(topic), oldest(topics, topic), now).stream())
                .toList();
    }

    /**
     * Compares the oldest record with the retention.
     *
     * @param kept the topic's retention; negative means for ever
     * @param oldest when the oldest record was written, UTC milliseconds; empty if there is none
     */
    static Optional<TopicDifference> of(String topic, Duration kept, OptionalLong oldest, Instant now) {
        if (kept.isNegative() || oldest.isEmpty()) {
            return Optional.empty();
        }
        Instant at = Instant.ofEpochMilli(oldest.getAsLong());
        Instant earliest = now.minus(goneAfter(kept));
        if (!at.isBefore(earliest)) {
            return Optional.empty();
        }
        return Optional.of(new TopicDifference(
                topic,
                "oldest record",
                at.toString(),
                "after " + earliest,
                false,
                (WITH_PICTURES.stream().anyMatch(each -> each.name().equals(topic)) ? "pictures" : "records")
                        + " of people are there for longer than they were told, because Kafka has not deleted them; see"
                        + " segment.ms of the topic and log.retention.check.interval.ms of the brokers",
                Optional.empty()));
    }

    /** Returns after what time Kafka has deleted a record at the latest, which deletes whole segments. */
    public static Duration goneAfter(Duration retention) {
        return retention.plus(retention.dividedBy(5)).plus(KAFKA_TAKES);
    }

    /** Returns the earliest time at which a record was written that is still there. */
    private static OptionalLong oldest(TopicAdmin topics, Topic<?, ?> topic) {
        var described =
                topics.get(topics.admin().describeTopics(List.of(topic.name())).allTopicNames());
        var first = described.values().stream()
                .flatMap(description -> description.partitions().stream())
                .collect(Collectors.toMap(
                        each -> new TopicPartition(topic.name(), each.partition()),
                        each -> OffsetSpec.forTimestamp(0)));
        return topics.get(topics.admin().listOffsets(first).all()).values().stream()
                .filter(info -> info.offset() >= 0) // otherwise the partition is empty
                .mapToLong(ListOffsetsResultInfo::timestamp)
                .min();
    }
}
