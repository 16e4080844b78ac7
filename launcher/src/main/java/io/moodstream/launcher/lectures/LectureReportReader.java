package io.moodstream.launcher.lectures;

import io.moodstream.kit.Settings;
import io.moodstream.kit.StageConfig;
import io.moodstream.kit.topics.TopicReader;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the latest report of each lecture from the topic. */
final class LectureReportReader implements AutoCloseable {
    private final TopicReader reader;
    private final Map<String, byte[]> latest = new HashMap<>();

    private LectureReportReader(TopicReader reader) {
        this.reader = reader;
    }

    /** Opens a reader that has read all existing reports. */
    static LectureReportReader open(StageConfig stage, Settings settings) {
        LectureReportReader reports =
                new LectureReportReader(TopicReader.open(stage, settings, List.of(Topics.LECTURE_REPORTS), true));
        try {
            reports.reader.readToEnd(reports::keep);
            return reports;
        } catch (RuntimeException e) {
            reports.close();
            throw e;
        }
    }

    /** Waits until the lecture has a report. */
    void await(String lecture) {
        while (!latest.containsKey(lecture)) {
            reader.poll(Duration.ofMillis(500)).forEach(this::keep);
        }
    }

    /** Returns the latest report of a lecture. */
    Optional<LectureReport> report(String lecture) {
        return Optional.ofNullable(latest.get(lecture)).map(LectureReportReader::read);
    }

    /** Returns the latest report of each lecture, in no order. */
    List<LectureReport> reports() {
        return latest.values().stream().map(LectureReportReader::read).toList();
    }

    private static LectureReport read(byte[] bytes) {
        return Topics.LECTURE_REPORTS.values().deserializer().deserialize(Topics.LECTURE_REPORTS.name(), bytes);
    }

    private void keep(ConsumerRecord<byte[], byte[]> record) {
        String lecture = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            latest.remove(lecture);
        } else {
            latest.put(lecture, record.value());
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
