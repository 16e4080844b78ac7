package io.moodstream.launcher.recordings;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.SourceSignal;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.awaitility.Awaitility;

/** What the pipeline makes of a lecture, to be compared with what it makes of the same lecture in other circumstances. */
public final class LectureOutputs {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private LectureOutputs() {}

    /**
     * Waits for a lecture's report and returns what it has come to: by topic and key without the lecture, in the order of
     * each key, without the ids of lecture and run.
     */
    public static Map<String, List<String>> of(Settings settings, String lecture) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> !read(settings, Topics.LECTURE_REPORTS, lecture).isEmpty());
        Map<String, List<String>> outputs = new TreeMap<>();
        outputs.putAll(read(settings, Topics.EMOTIONS, lecture));
        outputs.putAll(read(settings, Topics.MOODS, lecture));
        outputs.putAll(read(settings, Topics.ATTENTION, lecture));
        outputs.putAll(read(settings, Topics.LECTURE_REPORTS, lecture));
        return outputs;
    }

    private static <V extends SpecificRecordBase> Map<String, List<String>> read(
            Settings settings, Topic<String, V> topic, String lecture) {
        Map<String, List<String>> outputs = new TreeMap<>();
        try (TopicReader reader = TopicReader.open(settings.bind(StageConfig.class), settings, List.of(topic), true)) {
            reader.readToEnd(record -> {
                String key = TopicReader.key(record);
                V value = TopicReader.value(topic, record);
                if (counts(value) && (key.equals(lecture) || key.startsWith(lecture + "/"))) {
                    outputs.computeIfAbsent(
                                    topic.name() + " " + key.substring(lecture.length()), any -> new ArrayList<>())
                            .add(withoutIds(value));
                }
            });
        }
        return outputs;
    }

    /** Returns whether a record must be the same in a replay: no mood of a window that is open, and no probe. */
    private static boolean counts(SpecificRecordBase value) {
        boolean open = value instanceof LectureMood mood && !mood.getIsFinal();
        boolean probe = value instanceof FaceEmotions emotions && emotions.getSignal() == SourceSignal.PROBE;
        return !open && !probe;
    }

    private static String withoutIds(SpecificRecordBase value) {
        return value.toString().replaceAll("\"(lectureId|run)\": \"[^\"]*\"", "\"$1\": \"any\"");
    }
}
