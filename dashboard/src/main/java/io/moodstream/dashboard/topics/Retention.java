package io.moodstream.dashboard.topics;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.function.Function;
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
            return of(topics::retention);
        }
    }

    /** Returns the retention that moodstream gives its topics. */
    public static Retention byDefault() {
        return of(Topic::retention);
    }

    private static Retention of(Function<Topic<?, ?>, Duration> kept) {
        return new Retention(
                seconds(kept.apply(Topics.FRAMES)),
                seconds(kept.apply(Topics.FACES)),
                seconds(kept.apply(Topics.EMOTIONS)),
                seconds(kept.apply(Topics.PHOTOS)),
                seconds(kept.apply(Topics.PHOTO_FACES)),
                seconds(kept.apply(Topics.PHOTO_EMOTIONS)),
                seconds(kept.apply(Topics.DEAD_LETTERS)),
                seconds(kept.apply(Topics.ATTENTION)),
                seconds(kept.apply(Topics.RECOMMENDATIONS)),
                seconds(kept.apply(Topics.CONSENTS)));
    }

    private static @Nullable Long seconds(Duration kept) {
        return kept.isNegative() ? null : (Long) kept.toSeconds();
    }
}
