package io.moodstream.launcher.recordings;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which lectures the topics hold something of. */
final class ExistingLectures {
    /** The short ones first; frames, too, for those of a replay that was given up may be answered any time. */
    private static final List<Topic<?, ?>> TOPICS =
            List.of(Topics.LECTURE_REPORTS, Topics.MOODS, Topics.EMOTIONS, Topics.FACES, Topics.FRAMES);

    private ExistingLectures() {}

    /** Those of the wanted lectures that are there, each with the topic it was first found in. */
    static Map<String, String> among(Set<String> wanted, StageConfig stage, Settings settings) {
        Map<String, String> held = new TreeMap<>();
        for (Topic<?, ?> topic : TOPICS) {
            if (held.size() < wanted.size()) {
                try (TopicReader reader = TopicReader.open(stage, settings, List.of(topic), true)) {
                    reader.readToEnd(record -> {
                        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
                        String lecture = key.replaceFirst("/.*", "");
                        if (wanted.contains(lecture)) {
                            held.putIfAbsent(lecture, topic.name());
                        }
                    });
                }
            }
        }
        return held;
    }
}
