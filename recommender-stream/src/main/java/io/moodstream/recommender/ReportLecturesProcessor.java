package io.moodstream.recommender;

import io.moodstream.kit.UsesKafka;
import io.moodstream.recommender.state.ReportEpisodes;
import io.moodstream.recommender.state.ReportSource;
import io.moodstream.recommender.state.ReportState;
import io.moodstream.schemas.Attention;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.ReportMarker;
import io.moodstream.schemas.ReportWindow;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
import org.jspecify.annotations.Nullable;

/**
 * Counts a lecture's frames, closed windows and attention, and publishes a report when the lecture has been silent for
 * a set time, which is shorter after its end was announced. Later records lead to a new report, which replaces the old
 * one. It covers the whole lecture, or, if the frames go far back in time or come much later, a lecture that begins
 * anew.
 *
 * <p>A report depends on the frames and the events alone. A gap in event time has the effect of silence, because at a
 * replay's speed no source is ever silent.
 */
@UsesKafka
final class ReportLecturesProcessor extends ContextualProcessor<String, SpecificRecordBase, String, LectureReport> {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final String REPORTS = "report-tallies";
    private static final String SOURCES = "report-sources";
    private static final String WINDOWS = "report-windows";
    private static final String EPISODES = "report-episodes";
    private static final String EVENTS = "report-events";

    private final RecommenderConfig config;
    private final MinimumGroup group;
    private final Windows spans;
    private final long lectureEnd;
    private final Map<String, Long> lastArrivals = new HashMap<>();
    private final Map<String, Long> notedAt = new HashMap<>();
    private final Set<String> due = new HashSet<>();

    ReportLecturesProcessor(RecommenderConfig config) {
        this.config = config;
        this.group = new MinimumGroup(config.minimumGroup());
        this.spans = new Windows(config.window().toMillis(), config.grace().toMillis());
        this.lectureEnd = config.lectureEnd().toMillis();
    }

    /** Returns the processor's stores. A frame changes small entries only; the others are written when they change. */
    static Set<StoreBuilder<?>> stores() {
        return Set.of(
                AvroStores.store(REPORTS, ReportState.class),
                AvroStores.store(SOURCES, ReportSource.class),
                AvroStores.store(WINDOWS, ReportWindow.class),
                AvroStores.store(EPISODES, ReportEpisodes.class),
                AvroStores.store(EVENTS, LectureEvent.class));
    }

    @Override
    public void init(ProcessorContext<String, LectureReport> context) {
        super.init(context);
        lastArrivals.clear();
        notedAt.clear();
        due.clear();
        long now = context.currentSystemTimeMs();
        try (var all = reports().all()) {
            all.forEachRemaining(entry -> lastArrivals.put(entry.key, now));
        }
        try (var all = events().store().all()) {
            all.forEachRemaining(entry -> notedAt.put(entry.value.getLectureId(), now));
        }
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, SpecificRecordBase> record) {
        if (record.value() instanceof FaceEmotions frame) {
            add(frame);
        } else if (record.value() instanceof LectureMood mood) {
            if (mood.getIsFinal()) {
                change(mood.getLectureId(), report -> add(report, mood));
            }
        } else if (record.value() instanceof Attention attention) {
            if (!attention.getCleared()) {
                change(attention.getLectureId(), report -> add(report, attention));
            }
        } else if (record.value() instanceof LectureEvent event) {
            note(event);
        }
    }

    private void add(FaceEmotions frame) {
        String lectureId = frame.getLectureId();
        long capturedAt = frame.getCapturedAt().toEpochMilli();
        ReportState stored = continued(lectureId, capturedAt);
        Report report = stored == null ? Report.empty() : Report.of(stored);
        boolean first = sources().add(lectureId, frame.getSourceId(), new ReportSource(capturedAt));
        report.add(frame, first);
        reports().put(lectureId, report.state());
        lastArrivals.put(lectureId, context().currentSystemTimeMs());
    }

    /** Returns the report that a frame belongs to; none if the lecture begins anew. */
    private @Nullable ReportState continued(String lectureId, long capturedAt) {
        ReportState stored = reports().get(lectureId);
        if (stored == null) {
            return null;
        }
        long now = context().currentSystemTimeMs();
        long gap = capturedAt - stored.getEndedAt();
        boolean replayed = config.isReplay(gap, now - lastArrivals.getOrDefault(lectureId, now));
        if (replayed || gap >= lectureEnd) {
            publish(lectureId, stored);
        }
        if (replayed) {
            events().deleteIf(lectureId, NoteStore::isEnd);
        }
        if (replayed || gap >= config.resume().toMillis()) {
            forget(lectureId, stored, replayed);
            return null;
        }
        return stored;
    }

    private void add(Report report, LectureMood mood) {
        boolean allowed = group.allows(mood);
        if (report.closed() < Timeline.MOST) {
            String name = LectureStore.name(mood.getWindowStart().toEpochMilli());
            windows().put(mood.getLectureId(), name, Timeline.window(mood, allowed));
        }
        report.add(mood, allowed);
    }

    private void add(Report report, Attention opened) {
        episodes().add(opened);
        report.change();
    }

    private void note(LectureEvent event) {
        String lectureId = event.getLectureId();
        notedAt.put(lectureId, context().currentSystemTimeMs());
        ReportState stored = reports().get(lectureId);
        if (notes().add(event) && stored != null && notes().belongs(event, stored)) {
            change(lectureId, Report::change);
        }
    }

    private void tick(long now) {
        lastArrivals.forEach((lectureId, at) -> publishWhenDue(lectureId, now - at));
        lastArrivals.entrySet().removeIf(lecture -> {
            boolean old = now - lecture.getValue() >= config.resume().toMillis();
            ReportState stored = old ? reports().get(lecture.getKey()) : null;
            if (stored != null) {
                publish(lecture.getKey(), stored);
                forget(lecture.getKey(), stored, false);
            }
            return old;
        });
        notedAt.entrySet().removeIf(lecture -> {
            boolean old = now - lecture.getValue() >= config.resume().toMillis()
                    && !lastArrivals.containsKey(lecture.getKey());
            if (old) {
                events().deleteIf(lecture.getKey(), event -> true);
            }
            return old;
        });
    }

    /** Publishes a report one tick after it is due, so that it includes the windows that the same silence closes. */
    private void publishWhenDue(String lectureId, long silentFor) {
        ReportState stored =
                silentFor < config.silence().toMillis() ? null : reports().get(lectureId);
        if (stored == null || stored.getPublished() || silentFor < patience(lectureId, stored)) {
            due.remove(lectureId);
        } else if (!due.add(lectureId)) {
            publish(lectureId, stored);
        }
    }

    private long patience(String lectureId, ReportState stored) {
        return notes().isOver(lectureId, stored) ? config.silence().toMillis() : lectureEnd;
    }

    private void publish(String lectureId, ReportState stored) {
        if (!stored.getPublished()) {
            Report report = Report.of(stored);
            List<ReportMarker> markers = notes().markers(lectureId, stored);
            List<ReportWindow> timeline = windows().all(lectureId, "");
            ReportEpisodes attention = episodes().inWindowsWithMood(lectureId, timeline);
            LectureReport published = report.publish(lectureId, group, timeline, attention, markers);
            context().forward(new Record<>(lectureId, published, stored.getEndedAt()));
            reports().put(lectureId, report.state());
        }
    }

    /** Deletes a lecture with its notes; if it is replayed, the notes stay, as they may be the replay's. */
    private void forget(String lectureId, ReportState stored, boolean replayed) {
        due.remove(lectureId);
        reports().delete(lectureId);
        sources().deleteIf(lectureId, source -> true);
        windows().deleteIf(lectureId, window -> true);
        episodes().store().deleteIf(lectureId, episodes -> true);
        if (!replayed) {
            notes().forget(lectureId, stored);
        }
    }

    /** Changes the report of a lecture, unless it has been deleted. */
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

    private LectureStore<ReportSource> sources() {
        return new LectureStore<>(context().getStateStore(SOURCES));
    }

    private LectureStore<ReportWindow> windows() {
        return new LectureStore<>(context().getStateStore(WINDOWS));
    }

    private Episodes episodes() {
        return new Episodes(new LectureStore<>(context().getStateStore(EPISODES)), spans);
    }

    private LectureStore<LectureEvent> events() {
        return new LectureStore<>(context().getStateStore(EVENTS));
    }

    private NoteStore notes() {
        return new NoteStore(events(), lectureEnd, config.resume().toMillis());
    }
}
