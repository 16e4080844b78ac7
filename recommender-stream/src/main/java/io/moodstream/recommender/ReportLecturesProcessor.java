package io.moodstream.recommender;

import io.moodstream.kit.UsesKafka;
import io.moodstream.recommender.MoodStep.BegunAnew;
import io.moodstream.recommender.MoodStep.Closed;
import io.moodstream.recommender.clock.LectureStep;
import io.moodstream.recommender.clock.LectureStep.Deleted;
import io.moodstream.recommender.clock.LectureStep.Ended;
import io.moodstream.recommender.clock.LectureStep.Forgotten;
import io.moodstream.recommender.clock.LectureStep.Quiet;
import io.moodstream.recommender.clock.LectureStep.Replayed;
import io.moodstream.recommender.clock.LectureStep.Seen;
import io.moodstream.recommender.clock.LectureStep.SourceErased;
import io.moodstream.recommender.clock.Windows;
import io.moodstream.recommender.state.ReportEpisodes;
import io.moodstream.recommender.state.ReportSource;
import io.moodstream.recommender.state.ReportState;
import io.moodstream.schemas.Attention;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.LectureEvent;
import io.moodstream.schemas.LectureEventKind;
import io.moodstream.schemas.LectureMood;
import io.moodstream.schemas.LectureReport;
import io.moodstream.schemas.ReportMarker;
import io.moodstream.schemas.ReportWindow;
import io.moodstream.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * Collects a lecture's closed windows and attention, and publishes a report when the lecture has ended, which is sooner
 * if its end was announced. Later records lead to a new report, which replaces the old one. It covers the whole
 * lecture, or, if nothing was seen for long or the lecture is replayed, a lecture that begins anew.
 *
 * <p>A report depends on the frames and the events alone.
 */
@UsesKafka
final class ReportLecturesProcessor extends ContextualProcessor<String, Object, String, LectureReport> {
    /** The table of the topic with the reports. */
    static final String PUBLISHED = "published-reports";

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final String REPORTS = "reports";
    private static final String SOURCES = "reported-sources";
    private static final String WINDOWS = "reported-windows";
    private static final String EPISODES = "reported-episodes";
    private static final String EVENTS = "report-events";

    private final RecommenderConfig config;
    private final MinimumGroup group;
    private final Windows spans;
    private final long lectureEnd;
    private final Map<String, Long> notedAt = new HashMap<>();
    private final Set<String> quiet = new HashSet<>();
    private final Set<String> ended = new HashSet<>();

    /** Lectures without a report in the making whose latest title is the published one's unless another one begins. */
    private final Set<String> titled = new HashSet<>();

    ReportLecturesProcessor(RecommenderConfig config) {
        this.config = config;
        this.group = new MinimumGroup(config.minimumGroup());
        this.spans = config.windows();
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
        notedAt.clear();
        quiet.clear();
        ended.clear();
        titled.clear();
        long now = context.currentSystemTimeMs();
        try (var all = events().store().all()) {
            all.forEachRemaining(entry -> {
                LectureEvent event = entry.value;
                notedAt.put(event.getLectureId(), now);
                if (NoteStore.isTitle(event) && reports().get(event.getLectureId()) == null) {
                    titled.add(event.getLectureId());
                }
            });
        }
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, Object> record) {
        Object value = record.value();
        if (value instanceof Closed window) {
            add(window);
        } else if (value instanceof Attention attention) {
            add(attention);
        } else if (value instanceof LectureEvent event) {
            note(event);
        } else if (value instanceof BegunAnew anew) {
            beginAnew(anew.lectureId(), anew.start(), false);
        } else if (value instanceof LectureStep step) {
            take(step);
        }
    }

    private void take(LectureStep step) {
        if (step instanceof Seen seen) {
            quiet.remove(step.lectureId());
            ended.remove(step.lectureId());
            titled.remove(step.lectureId());
            if (seen.late()) {
                addLate(seen.frame());
            }
        } else if (step instanceof Quiet) {
            quiet.add(step.lectureId());
            publishIfOver(step.lectureId());
        } else if (step instanceof Ended) {
            ended.add(step.lectureId());
            publish(step.lectureId());
        } else if (step instanceof SourceErased erased) {
            sources().delete(step.lectureId(), erased.sourceId());
        } else if (step instanceof Deleted) {
            delete(step.lectureId());
        } else if (step instanceof Replayed) {
            beginAnew(step.lectureId(), Long.MAX_VALUE, true);
        } else if (step instanceof Forgotten) {
            beginAnew(step.lectureId(), Long.MAX_VALUE, false);
        }
    }

    private void add(Closed window) {
        LectureMood mood = window.mood();
        String lectureId = mood.getLectureId();
        ReportState stored = reports().get(lectureId);
        Report report = stored == null ? Report.empty() : Report.of(stored);
        int newSources = (int) window.sources().stream()
                .filter(source -> sources().add(lectureId, source, new ReportSource(window.first())))
                .count();
        report.add(window, newSources);
        episodes().count(mood);
        String name = LectureStore.name(mood.getWindowStart().toEpochMilli());
        windows().put(lectureId, name, Timeline.window(windows().get(lectureId, name), mood, group.allows(mood)));
        reports().put(lectureId, report.state());
    }

    private void addLate(FaceEmotions frame) {
        change(frame.getLectureId(), report -> {
            report.addLate();
            long start = spans.start(frame.getCapturedAt().toEpochMilli());
            if (spans.end(start) <= report.startedAt()) {
                return; // of a time before the lecture, as in a replay beside it
            }
            String name = LectureStore.name(start);
            ReportWindow known = windows().get(frame.getLectureId(), name);
            windows().put(frame.getLectureId(), name, Timeline.withLateFrame(known, start, spans.end(start)));
        });
    }

    private void add(Attention attention) {
        if (!attention.getCleared()) {
            episodes().add(attention);
            change(attention.getLectureId(), Report::change);
        }
    }

    private void note(LectureEvent event) {
        String lectureId = event.getLectureId();
        if (event.getKind() == LectureEventKind.DELETED) {
            return; // it comes as a step, too
        }
        notedAt.put(lectureId, context().currentSystemTimeMs());
        ReportState stored = reports().get(lectureId);
        boolean added = notes().add(event);
        if (added && stored == null && NoteStore.isTitle(event)) {
            titleForgotten(event);
        } else if (added && stored != null && notes().belongs(event, stored)) {
            change(lectureId, Report::change);
        }
        if (ended.contains(lectureId)) {
            publish(lectureId);
        } else if (quiet.contains(lectureId)) {
            publishIfOver(lectureId);
        }
    }

    /**
     * Gives a new title to the report of a lecture that was forgotten: at once if it was set in its time. A later one is
     * the next lecture's of the same id if that begins within {@link RecommenderConfig#resume()}.
     */
    private void titleForgotten(LectureEvent title) {
        ValueAndTimestamp<LectureReport> published = published().get(title.getLectureId());
        if (published != null && notes().isAbout(title, published.value())) {
            rename(title.getLectureId());
        } else {
            titled.add(title.getLectureId());
        }
    }

    /** Publishes the report of a lecture that was forgotten once more, with its latest title. */
    private void rename(String lectureId) {
        ValueAndTimestamp<LectureReport> published = published().get(lectureId);
        String title = notes().title(lectureId);
        if (published != null && !published.value().getTitle().equals(title)) {
            LectureReport renamed =
                    LectureReport.newBuilder(published.value()).setTitle(title).build();
            context().forward(new Record<>(lectureId, renamed, published.timestamp()));
        }
    }

    /** Forgets a lecture that was deleted, without another report. */
    private void delete(String lectureId) {
        notedAt.remove(lectureId);
        quiet.remove(lectureId);
        ended.remove(lectureId);
        titled.remove(lectureId);
        reports().delete(lectureId);
        sources().deleteAll(lectureId, "");
        windows().deleteAll(lectureId, "");
        episodes().store().deleteAll(lectureId, "");
        events().deleteAll(lectureId, "");
    }

    /** Forgets the events of lectures that have not begun. A title may be set days before, and is kept for as long. */
    private void tick(long now) {
        notedAt.entrySet().removeIf(lecture -> {
            long age = now - lecture.getValue();
            if (age < config.resume().toMillis() || reports().get(lecture.getKey()) != null) {
                return false;
            }
            if (titled.remove(lecture.getKey())) {
                rename(lecture.getKey());
            }
            boolean keepsTitle = age < Topics.LECTURE_EVENTS.retention().toMillis();
            events().deleteIf(lecture.getKey(), event -> !keepsTitle || !NoteStore.isTitle(event));
            return !keepsTitle;
        });
    }

    private void publishIfOver(String lectureId) {
        ReportState stored = reports().get(lectureId);
        if (stored != null && notes().isOver(lectureId, stored)) {
            publish(lectureId, stored);
        }
    }

    private void publish(String lectureId) {
        ReportState stored = reports().get(lectureId);
        if (stored != null) {
            publish(lectureId, stored);
        }
    }

    /**
     * Publishes the report if it has changed, and deletes it.
     *
     * @param start first instant of the lecture that begins anew, if attention in it may have been counted already
     */
    private void beginAnew(String lectureId, long start, boolean replayed) {
        quiet.remove(lectureId);
        ended.remove(lectureId);
        ReportState stored = reports().get(lectureId);
        if (stored != null) {
            publish(lectureId, stored);
            forget(lectureId, stored, replayed);
        }
        episodes().store().deleteBefore(lectureId, LectureStore.name(start));
        if (replayed) {
            events().deleteIf(lectureId, NoteStore::isEnd);
        }
    }

    private void publish(String lectureId, ReportState stored) {
        if (!stored.getPublished()) {
            Report report = Report.of(stored);
            List<ReportMarker> markers = notes().markers(lectureId, stored);
            List<ReportWindow> timeline = windows().all(lectureId, "");
            ReportEpisodes attention = episodes().inWindowsWithMood(lectureId, timeline);
            LectureReport published =
                    report.publish(lectureId, group, timeline, attention, markers, notes().title(lectureId));
            context().forward(new Record<>(lectureId, published, stored.getEndedAt()));
            reports().put(lectureId, report.state());
        }
    }

    /** Deletes a lecture with its notes; if it is replayed, the notes stay, as they may be the replay's. */
    private void forget(String lectureId, ReportState stored, boolean replayed) {
        reports().delete(lectureId);
        sources().deleteAll(lectureId, "");
        windows().deleteAll(lectureId, "");
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

    /** Returns the latest report of each lecture, as the topic has it. */
    private ReadOnlyKeyValueStore<String, ValueAndTimestamp<LectureReport>> published() {
        return context().getStateStore(PUBLISHED);
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
