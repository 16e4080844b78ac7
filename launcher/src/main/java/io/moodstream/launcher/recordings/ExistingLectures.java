package io.moodstream.launcher.recordings;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds lectures of which the topics already hold records. */
final class ExistingLectures {
    /** Short topics first; frames count too, because the frames of an aborted replay may still be processed. */
    private static final List<Topic<?, ?>> TOPICS =
            List.of(Topics.LECTURE_REPORTS, Topics.MOODS, Topics.EMOTIONS, Topics.FACES, Topics.FRAMES);

    private ExistingLectures() {}

    /** Returns the wanted lectures that have records, each with the first topic that holds some. */
    static Map<String, String> among(Set<String> wanted, StageConfig stage, Settings settings) {
        Map<String, String> held = new TreeMap<>();
        for (Topic<?, ?> topic : TOPICS) {
            if (held.size() < wanted.size()) {
                in(topic, wanted, stage, settings).forEach(lecture -> held.putIfAbsent(lecture, topic.name()));
            }
        }
        return held;
    }

    /** Returns the wanted lectures of which a topic holds records that no tombstone follows. */
    private static Set<String> in(Topic<?, ?> topic, Set<String> wanted, StageConfig stage, Settings settings) {
        Set<String> keys = new TreeSet<>();
        try (TopicReader reader = TopicReader.open(stage, settings, List.of(topic), true)) {
            reader.readToEnd(record -> {
                String key = TopicReader.key(record);
                if (record.value() == null) {
                    keys.remove(key);
                } else if (wanted.contains(Keys.lecture(key))) {
                    keys.add(key);
                }
            });
        }
        return keys.stream().map(Keys::lecture).collect(Collectors.toSet());
    }
}
