package io.moodstream.ingest;

import io.moodstream.kit.ConfigurationException;
import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.TopicAdmin;
import io.moodstream.schemas.Topics;
import java.time.Duration;

/**
 * Kafka deletes by record timestamps, which are capture times: a frame stamped longer ago than its topic keeps would be
 * deleted before anybody has read it.
 */
final class Retention {
    /** Time for frames to wait and to be worked on. */
    private static final Duration ROOM = Duration.ofMinutes(2);

    private Retention() {}

    /**
     * Checks the topic `frames` as it is on the broker.
     *
     * @param age of the oldest frame that will be published
     * @throws ConfigurationException if it would be deleted too soon
     */
    static void requireLongerThan(Duration age, StageConfig stage, Settings settings) {
        if (age.compareTo(ROOM) < 0) {
            return;
        }
        try (TopicAdmin topics = TopicAdmin.connect(stage, settings)) {
            Duration kept = topics.retention(Topics.FRAMES);
            if (!kept.isNegative() && age.plus(ROOM).compareTo(kept) > 0) {
                throw new ConfigurationException("INGEST_FPS and INGEST_START: frames would be stamped up to "
                        + age.toMinutes() + " minutes ago, but the topic frames keeps " + kept.toMinutes()
                        + " minutes and Kafka would delete them unread; play at the source's own pace, or give the"
                        + " topics frames and faces a longer retention.ms");
            }
        }
    }
}
