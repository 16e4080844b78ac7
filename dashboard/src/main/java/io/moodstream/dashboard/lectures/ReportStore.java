package io.moodstream.dashboard.lectures;

import io.moodstream.kit.UsesKafka;
import io.moodstream.schemas.AvroSerde;
import io.moodstream.schemas.LectureReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The latest report of each lecture, kept in serialized form: about 40 kB for an hour, several times that as objects.
 */
@UsesKafka
public final class ReportStore {
    private final int most;
    private final AvroSerde<LectureReport> serde = new AvroSerde<>(LectureReport.class);
    private final Map<String, byte[]> reports = new LinkedHashMap<>();

    /** @param most maximum reports that are kept, the latest ones */
    public ReportStore(int most) {
        this.most = most;
    }

    synchronized void put(LectureReport report) {
        reports.remove(report.getLectureId()); // moves to the end, because it is the latest now
        reports.put(report.getLectureId(), serde.serializer().serialize("", report));
        if (reports.size() > most) {
            reports.remove(reports.keySet().iterator().next());
        }
    }

    synchronized void remove(String lecture) {
        reports.remove(lecture);
    }

    synchronized Optional<LectureReport> get(String lecture) {
        return Optional.ofNullable(reports.get(lecture))
                .map(report -> serde.deserializer().deserialize("", report));
    }
}
