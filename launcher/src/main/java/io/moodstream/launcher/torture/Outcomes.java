package io.moodstream.launcher.torture;

import io.moodstream.kit.topics.DeadLetter;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.Topic;
import io.moodstream.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Collects what a pipeline has come to, in a form in which two runs of the same frames are equal, and what it has done
 * to single frames. Thread-safe.
 */
final class Outcomes {
    /** The topics that are read. */
    static final List<Topic<?, ?>> TOPICS = List.of(
            Topics.EMOTIONS,
            Topics.MOODS,
            Topics.ATTENTION,
            Topics.LECTURE_REPORTS,
            Topics.RECOMMENDATIONS,
            Topics.DEAD_LETTERS);

    /** By topic and key. */
    private final Map<String, List<String>> all = new TreeMap<>();

    private final Map<String, Long> reportedAt = new HashMap<>();
    private final Map<String, Long> latest = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private final StallClock stalls;
    private long results;

    /** @param stalls is told when results arrive */
    Outcomes(StallClock stalls) {
        this.stalls = stalls;
    }

    /** Adds a record of one of the topics. */
    synchronized void add(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.DEAD_LETTERS.name())) {
            complaints.add("a record of " + TopicReader.key(record) + " became a dead letter: "
                    + DeadLetter.of(record).reason());
        } else if (record.value() != null) {
            add(record.topic(), TopicReader.key(record), TopicReader.value(record));
        }
    }

    private void add(String topic, String key, Object value) {
        if (value instanceof FaceEmotions emotions) {
            addResult(emotions);
        } else if (value instanceof LectureMood mood) {
            if (mood.getIsFinal()) {
                set(mood, "revision", 0); // how often a window was closed is not what it says
                replace(topic + " " + key, mood);
            }
        } else if (value instanceof LectureReport report) {
            reportedAt.put(report.getLectureId(), System.nanoTime());
            replace(topic + " " + key, report);
        } else {
            append(topic + " " + key, (SpecificRecordBase) value);
        }
    }

    private void addResult(FaceEmotions emotions) {
        if (emotions.getSignal() != null) {
            return;
        }
        String source = Keys.source(emotions.getLectureId(), emotions.getSourceId());
        Long before = latest.put(source + "/" + emotions.getRun(), emotions.getSequence());
        if (before != null && before >= emotions.getSequence()) {
            complaints.add("frame " + emotions.getSequence() + " of " + source + " was answered "
                    + (before.equals(emotions.getSequence()) ? "twice" : "after frame " + before));
        }
        results++;
        stalls.arrived(source);
        set(emotions, "run", "");
        append(Topics.EMOTIONS.name() + " " + source, emotions);
    }

    private static void set(SpecificRecordBase record, String field, Object value) {
        record.put(record.getSchema().getField(field).pos(), value);
    }

    private void append(String key, SpecificRecordBase value) {
        all.computeIfAbsent(key, any -> new ArrayList<>()).add(value.toString());
    }

    private void replace(String key, SpecificRecordBase value) {
        all.remove(key);
        append(key, value);
    }

    /** Returns the number of frames with a result. */
    synchronized long results() {
        return results;
    }

    /** Returns whether a frame of a lecture has a result. */
    synchronized boolean hasResults(String lecture) {
        return latest.keySet().stream().anyMatch(run -> run.startsWith(lecture + "/"));
    }

    /** Returns whether a lecture has a report that was written after this time of {@link System#nanoTime}. */
    synchronized boolean hasReportSince(String lecture, long nanos) {
        Long at = reportedAt.get(lecture);
        return at != null && at - nanos > 0;
    }

    /** Returns a sentence for each frame that was not answered once, in order and with a result. */
    synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Returns how many keys of each topic there are, for people. */
    synchronized Map<String, Long> sizes() {
        Map<String, Long> sizes = new TreeMap<>();
        all.keySet().forEach(key -> sizes.merge(key.substring(0, key.indexOf(' ')), 1L, Long::sum));
        return sizes;
    }

    /** Returns a sentence for each topic of results in which there was nothing to compare. */
    synchronized List<String> lacks() {
        Map<String, Long> sizes = sizes();
        return TOPICS.stream()
                .filter(topic -> !topic.equals(Topics.DEAD_LETTERS) && !sizes.containsKey(topic.name()))
                .map(topic -> "there was no record of " + topic.name() + " to compare")
                .toList();
    }

    /** Returns a sentence for each key under which another run has come to something else. */
    synchronized List<String> differences(Outcomes other) {
        Map<String, List<String>> theirs = other.copy();
        List<String> sentences = new ArrayList<>();
        TreeMap<String, List<String>> keys = new TreeMap<>(all);
        keys.putAll(theirs);
        keys.keySet().forEach(key -> {
            List<String> here = all.getOrDefault(key, List.of());
            List<String> there = theirs.getOrDefault(key, List.of());
            if (!here.equals(there)) {
                sentences.add(key + ": " + difference(here, there));
            }
        });
        return sentences;
    }

    private synchronized Map<String, List<String>> copy() {
        return new TreeMap<>(all);
    }

    private static String difference(List<String> here, List<String> there) {
        int at = 0;
        while (at < Math.min(here.size(), there.size()) && Objects.equals(here.get(at), there.get(at))) {
            at++;
        }
        return "record " + (at + 1) + " of " + here.size() + " is\n    " + at(here, at) + "\n  and undisturbed, of "
                + there.size() + "\n    " + at(there, at);
    }

    private static String at(List<String> records, int index) {
        return index < records.size() ? records.get(index) : "missing";
    }
}
