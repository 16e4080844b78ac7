package io.moodstream.launcher;

import io.moodstream.kit.Settings;
import io.moodstream.launcher.cli.StageRunner;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;

/**
 * Topics for tests in which a single instance of each stage works: it has stores and internal topics for each partition,
 * which take most of the time of its start and of its end.
 */
public final class FewPartitions {
    private static final int ENOUGH = 2;

    /** Another number, as in a pipeline with many sources. */
    private static final int OF_SOURCES = 3;

    private FewPartitions() {}

    /** Creates all topics that are missing: those of sources' frames with three partitions, the others with two. */
    public static void create(Settings settings) {
        StageRunner.createTopics(
                settings,
                Topics.ALL.stream()
                        .<Topic<?, ?>>map(topic -> topic.inPartitions(Topics.isOfSources(topic) ? OF_SOURCES : ENOUGH))
                        .toList());
    }
}
