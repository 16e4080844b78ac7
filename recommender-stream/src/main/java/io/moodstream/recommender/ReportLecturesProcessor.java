package io.moodstream.recommender;

import io.moodstream.recommender.state.ReportState;
import io.moodstream.schemas.Attention;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Counts a lecture's frames, closed windows and attention, and reports when it has been silent for long. What comes
 * after makes a new report, which replaces the old one: of the whole lecture, or, when the frames go back in time, of a
 * replay that begins anew.
 */
final class ReportLecturesProcessor extends ContextualProcessor<String, SpecificRecordBase, String, LectureReport> {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final String REPORTS = "report-tallies";

    private final RecommenderConfig config;
    private final MinimumGroup group;
    private final Map<String, Long> heardAt = new HashMap<>();

    ReportLecturesProcessor(RecommenderConfig config) {
        this.config = config;
        this.group = new MinimumGroup(config.minimumGroup());
    }

    /** Its store. */
    static Set<StoreBuilder<?>> stores() {
        return Set.of(RecommenderTopology.store(REPORTS, ReportState.class));
    }

    @Override
    public void init(ProcessorContext<String, LectureReport> context) {
        super.init(context);
        heardAt.clear();
        try (var all = reports().all()) {
            all.forEachRemaining(entry -> heardAt.put(entry.key, context.currentSystemTimeMs()));
        }
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, SpecificRecordBase> record) {
        if (record.value() instanceof FaceEmotions frame) {
            add(frame);
        } else if (record.value() instanceof LectureMood mood) {
            if (mood.getIsFinal()) {
                change(mood.getLectureId(), report -> report.add(mood, group.allows(mood)));
            }
        } else if (record.value() instanceof Attention attention) {
            change(attention.getLectureId(), report -> report.add(attention));
        }
    }

    private void add(FaceEmotions frame) {
        long capturedAt = frame.getCapturedAt().toEpochMilli();
        ReportState stored = reports().get(frame.getLectureId());
        boolean replay = stored != null && stored.getPublished() && capturedAt <= stored.getEndedAt();
        Report report = stored == null || replay ? Report.empty() : Report.of(stored);
        report.add(capturedAt);
        reports().put(frame.getLectureId(), report.state());
        heardAt.put(frame.getLectureId(), context().currentSystemTimeMs());
    }

    private void tick(long now) {
        heardAt.entrySet().removeIf(lecture -> {
            long silentFor = now - lecture.getValue();
            if (silentFor >= config.lectureEnd().toMillis()) {
                publish(lecture.getKey());
            }
            boolean old = silentFor >= config.resume().toMillis();
            if (old) {
                reports().delete(lecture.getKey());
            }
            return old;
        });
    }

    private void publish(String lectureId) {
        ReportState stored = reports().get(lectureId);
        if (stored != null && !stored.getPublished()) {
            Report report = Report.of(stored);
            context().forward(new Record<>(lectureId, report.publish(lectureId), stored.getEndedAt()));
            reports().put(lectureId, report.state());
        }
    }

    /** Changes the report of a lecture; one that is forgotten already stays so. */
    private void change(String lectureId, Consumer<Report> change) {
        ReportState stored = reports().get(lectureId);
        if (stored != null) {
            Report report = Report.of(stored);
            change.accept(report);
            reports().put(lectureId, report.state());
        }
    }

    private KeyValueStore<String, ReportState> reports() {
        return context().getStateStore(REPORTS);
    }
}
