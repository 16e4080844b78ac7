package io.moodstream.dashboard.topics;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long Kafka keeps pictures of people, in seconds; null means for ever. Kafka deletes whole segments, so somewhat
 * later than that.
 *
 * @param frames the retention of whole pictures, the longer of those of a class and single ones
 * @param faces the retention of the faces cut out of them, likewise
 * @param deadLetters the retention of pictures and faces that could not be processed
 */
public record Retention(
        @Nullable Long frames,
        @Nullable Long faces,
        @Nullable Long deadLetters) {
    /**
     * Reads the current configuration of the topics, which may differ from moodstream's defaults.
     *
     * @throws io.moodstream.kit.KafkaUnreachableException if Kafka is not reachable
     */
    public static Retention read(StageConfig stage, Settings settings) {
        try (TopicAdmin topics = TopicAdmin.connect(stage, settings)) {
            return new Retention(
                    longest(seconds(topics, Topics.FRAMES), seconds(topics, Topics.PHOTOS)),
                    longest(seconds(topics, Topics.FACES), seconds(topics, Topics.PHOTO_FACES)),
                    seconds(topics, Topics.DEAD_LETTERS));
        }
    }

    private static @Nullable Long longest(@Nullable Long one, @Nullable Long other) {
        return one == null || other == null ? null : (Long) Math.max(one, other);
    }

    private static @Nullable Long seconds(TopicAdmin topics, Topic<?, ?> topic) {
        Duration kept = topics.retention(topic);
        return kept.isNegative() ? null : (Long) kept.toSeconds();
    }
}
