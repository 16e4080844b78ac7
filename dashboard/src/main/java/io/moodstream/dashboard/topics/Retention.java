package io.moodstream.dashboard.topics;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long Kafka keeps what shows people, in seconds; null for ever. It deletes in pieces, so somewhat later than that.
 *
 * @param frames whole pictures
 * @param faces the faces cut out of them
 * @param deadLetters either of them, where it could not be processed
 */
public record Retention(
        @Nullable Long frames,
        @Nullable Long faces,
        @Nullable Long deadLetters) {
    /**
     * As the topics are set now, which need not be as this project makes them.
     *
     * @throws io.moodstream.kit.KafkaUnreachableException if Kafka does not answer
     */
    public static Retention read(StageConfig stage, Settings settings) {
        try (TopicAdmin topics = TopicAdmin.connect(stage, settings)) {
            return new Retention(
                    seconds(topics, Topics.FRAMES),
                    seconds(topics, Topics.FACES),
                    seconds(topics, Topics.DEAD_LETTERS));
        }
    }

    private static @Nullable Long seconds(TopicAdmin topics, Topic<?, ?> topic) {
        Duration kept = topics.retention(topic);
        return kept.isNegative() ? null : (Long) kept.toSeconds();
    }
}
