package io.moodstream.dashboard.topics;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long Kafka keeps pictures of people, results about single ones, and consents, in seconds; null means for ever. Kafka
 * deletes whole segments, so somewhat later than that.
 *
 * @param frames the retention of the pictures of lectures
 * @param faces the retention of the faces cut out of them
 * @param emotions the retention of the visible expressions recognised in them
 * @param photos the retention of single pictures, which belong to no lecture
 * @param photoFaces the retention of the faces cut out of those
 * @param photoEmotions the retention of the visible expressions recognised in those
 * @param deadLetters the retention of pictures and faces that could not be processed
 * @param attention the retention of hints for attention
 * @param recommendations the retention of recommendations, also those for single pictures; each holds the visible
 *     expression that it is for
 * @param consents the retention of consents and withdrawals
 */
public record Retention(
        @Nullable Long frames,
        @Nullable Long faces,
        @Nullable Long emotions,
        @Nullable Long photos,
        @Nullable Long photoFaces,
        @Nullable Long photoEmotions,
        @Nullable Long deadLetters,
        @Nullable Long attention,
        @Nullable Long recommendations,
        @Nullable Long consents) {
    /**
     * Reads the current configuration of the topics, which may differ from moodstream's defaults.
     *
     * @throws io.moodstream.kit.KafkaUnreachableException if Kafka is not reachable
     */
    public static Retention read(StageConfig stage, Settings settings) {
        try (TopicAdmin topics = TopicAdmin.connect(stage, settings)) {
            return new Retention(
                    seconds(topics, Topics.FRAMES),
                    seconds(topics, Topics.FACES),
                    seconds(topics, Topics.EMOTIONS),
                    seconds(topics, Topics.PHOTOS),
                    seconds(topics, Topics.PHOTO_FACES),
                    seconds(topics, Topics.PHOTO_EMOTIONS),
                    seconds(topics, Topics.DEAD_LETTERS),
                    seconds(topics, Topics.ATTENTION),
                    seconds(topics, Topics.RECOMMENDATIONS),
                    seconds(topics, Topics.CONSENTS));
        }
    }

    private static @Nullable Long seconds(TopicAdmin topics, Topic<?, ?> topic) {
        Duration kept = topics.retention(topic);
        return kept.isNegative() ? null : (Long) kept.toSeconds();
    }
}
