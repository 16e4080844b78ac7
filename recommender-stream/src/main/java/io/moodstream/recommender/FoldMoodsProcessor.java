package io.moodstream.recommender;

import io.micrometer.core.instrument.Counter;
import io.moodstream.kit.StageMetrics;
import io.moodstream.kit.UsesKafka;
import io.moodstream.recommender.LectureWindows.Window;
import io.moodstream.recommender.MoodStep.BegunAnew;
import io.moodstream.recommender.MoodStep.Closed;
import io.moodstream.recommender.MoodStep.Updated;
import io.moodstream.recommender.clock.LectureStep;
import io.moodstream.recommender.clock.LectureStep.ClockMoved;
import io.moodstream.recommender.clock.LectureStep.Deleted;
import io.moodstream.recommender.clock.LectureStep.Forgotten;
import io.moodstream.recommender.clock.LectureStep.Replayed;
import io.moodstream.recommender.clock.LectureStep.Seen;
import io.moodstream.recommender.clock.LectureStep.SourceErased;
import io.moodstream.recommender.clock.Windows;
import io.moodstream.recommender.state.PeopleState;
import io.moodstream.recommender.state.TallyState;
import io.moodstream.recommender.state.WindowState;
import io.moodstream.schemas.FaceEmotions;
import io.moodstream.schemas.Keys;
import io.moodstream.schemas.LectureMood;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds frames into the moods of their lecture's windows. A mood is published repeatedly while its window is open, and
 * once when it closes. A closed window opens again for a frame that comes late, and closes with a higher revision.
 *
 * <p>Every change is written to the stores at once. The open windows in memory are a copy that was read when the task
 * began, so that a frame costs one small write and no read.
 *
 * <p>The timestamp of a mood is the last instant of its window; if the window is open, that of its latest frame.
 */
@UsesKafka
final class FoldMoodsProcessor extends ContextualProcessor<String, LectureStep, String, MoodStep> {
    private static final Logger LOG = LoggerFactory.getLogger(FoldMoodsProcessor.class);
    private static final String WINDOWS = "windows";
    private static final String TALLIES = "window-tallies";
    private static final String PEOPLE = "people";

    private final RecommenderConfig config;
    private final StageMetrics metrics;
    private final Windows windows;
    private final Counter late;
    private final Counter corrected;
    private final Map<String, LectureWindows> lectures = new HashMap<>();

    FoldMoodsProcessor(RecommenderConfig config, StageMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
        this.windows = config.windows();
        this.late = metrics.counter("frames.late", "cause", "window-closed");
        this.corrected = metrics.counter("windows.reopened", "cause", "late-frame");
    }

    /** Returns the processor's stores. */
    static Set<StoreBuilder<?>> stores() {
        return Set.of(
                AvroStores.store(WINDOWS, WindowState.class),
                AvroStores.store(TALLIES, TallyState.class),
                AvroStores.store(PEOPLE, PeopleState.class));
    }

    @Override
    public void init(ProcessorContext<String, MoodStep> context) {
        super.init(context);
        restore();
    }

    @Override
    public void process(Record<String, LectureStep> record) {
        LectureWindows lecture = lecture(record.value().lectureId());
        if (record.value() instanceof Seen seen) {
            see(lecture, seen, record.headers());
            metrics.recordLatency(record.headers());
        } else if (record.value() instanceof ClockMoved moved) {
            close(lecture, moved.closedUntil());
        } else if (record.value() instanceof SourceErased erased) {
            erase(lecture, erased.sourceId());
        } else if (record.value() instanceof Replayed
                || record.value() instanceof Forgotten
                || record.value() instanceof Deleted) {
            delete(lecture);
        }
    }

    private LectureWindows lecture(String id) {
        return lectures.computeIfAbsent(
                id, any -> new LectureWindows(id, windows, config.resume().toMillis()));
    }

    private void see(LectureWindows lecture, Seen seen, Headers headers) {
        if (seen.late()) {
            late.increment();
            return;
        }
        FaceEmotions frame = seen.frame();
        long capturedAt = frame.getCapturedAt().toEpochMilli();
        long start = windows.start(capturedAt);
        if (isFull(lecture, start)) {
            late.increment();
            return;
        }
        Window window = open(lecture, start);
        WindowTally tally = window.tallies().computeIfAbsent(frame.getSourceId(), any -> WindowTally.empty());
        tally.add(frame);
        tallies().put(lecture.id(), tallyName(start, frame.getSourceId()), tally.state());
        if (window.update(capturedAt, config.update().toMillis())) {
            forward(new Updated(mood(lecture, start, window, false)), lecture.id(), window.latest(), headers);
        }
        boundOpen(lecture);
    }

    /** Returns whether the window has closed and cannot be opened again, because as many are open as may be. */
    private boolean isFull(LectureWindows lecture, long start) {
        return lecture.closed().contains(start) && lecture.open().size() >= config.maxOpenWindows();
    }

    /** Returns an open window; opens it if it is new or has closed. */
    private Window open(LectureWindows lecture, long start) {
        Window known = lecture.find(start);
        if (known != null) {
            return known;
        }
        WindowState stored = windowStates().get(lecture.id(), LectureStore.name(start));
        return stored == null ? open(lecture, start, 0) : reopen(lecture, start, stored.getRevision() + 1);
    }

    private Window reopen(LectureWindows lecture, long start, int revision) {
        corrected.increment();
        Window window = open(lecture, start, revision);
        readTallies(lecture, start, window);
        return window;
    }

    private Window open(LectureWindows lecture, long start, int revision) {
        windowStates().put(lecture.id(), LectureStore.name(start), new WindowState(true, revision));
        return lecture.open(start, revision);
    }

    private void boundOpen(LectureWindows lecture) {
        while (lecture.open().size() > config.maxOpenWindows()) {
            LOG.warn(
                    "Lecture {} has more than {} open windows (RECOMMENDER_MAX_OPEN_WINDOWS): the oldest is closed"
                            + " early",
                    lecture.id(),
                    config.maxOpenWindows());
            close(lecture, lecture.open().firstEntry(), "too-many");
        }
    }

    private void close(LectureWindows lecture, long until) {
        while (!lecture.open().isEmpty() && windows.end(lecture.open().firstKey()) <= until) {
            close(lecture, lecture.open().firstEntry(), "time");
        }
        for (long start : lecture.forget(until - config.correction().toMillis())) {
            deleteWindow(lecture, start);
        }
    }

    /** Closes the oldest window, and opens again those whose number of people it has changed. */
    private void close(LectureWindows lecture, Map.Entry<Long, Window> oldest, String cause) {
        long start = oldest.getKey();
        Window window = oldest.getValue();
        if (window.tallies().isEmpty()) {
            // All who were in it have been erased.
            lecture.open().remove(start);
            deleteWindow(lecture, start);
            return;
        }
        if (lecture.beginsAnew(start)) {
            forward(new BegunAnew(lecture.id(), start), lecture.id(), start, new RecordHeaders());
            lecture.closed().forEach(old -> deleteWindow(lecture, old));
            lecture.people().keySet().forEach(source -> people().delete(Keys.source(lecture.id(), source)));
            lecture.beginAnew();
        }
        LectureMood mood = mood(lecture, start, window, true);
        List<Long> changed = lecture.close(start);
        windowStates().put(lecture.id(), LectureStore.name(start), new WindowState(false, window.revision()));
        window.tallies().keySet().forEach(source -> putPeople(lecture, source));
        metrics.counter("windows.closed", "cause", cause).increment();
        forward(Closed.of(mood, window), lecture.id(), windows.end(start) - 1, new RecordHeaders());
        changed.forEach(after -> open(lecture, after));
    }

    private LectureMood mood(LectureWindows lecture, long start, Window window, boolean isFinal) {
        return MoodFold.fold(
                lecture.id(),
                start,
                windows.end(start),
                window.counted(),
                lecture.expected(start, window),
                window.counting(),
                isFinal,
                window.revision());
    }

    private void forward(MoodStep step, String lectureId, long timestamp, Headers headers) {
        context().forward(new Record<>(lectureId, step, timestamp, headers));
    }

    private void restore() {
        lectures.clear();
        try (var all = windowStates().store().all()) {
            all.forEachRemaining(entry -> {
                String[] names = entry.key.split("/");
                long start = Long.parseLong(names[1]);
                LectureWindows lecture = lecture(names[0]);
                if (entry.value.getOpen()) {
                    readTallies(lecture, start, lecture.open(start, entry.value.getRevision()));
                } else {
                    lecture.closed().add(start);
                }
            });
        }
        try (var all = people().all()) {
            all.forEachRemaining(entry -> {
                String[] names = entry.key.split("/");
                NavigableMap<Long, Integer> expected = new TreeMap<>();
                for (int i = 0; i < entry.value.getWindows().size(); i++) {
                    expected.put(
                            entry.value.getWindows().get(i),
                            entry.value.getPeople().get(i));
                }
                LectureWindows lecture = lecture(names[0]);
                lecture.people().put(names[1], expected);
                lecture.describe(names[1], entry.value.getOwned(), entry.value.getSharedFrom());
            });
        }
    }

    private void readTallies(LectureWindows lecture, long start, Window window) {
        String prefix = tallyName(start, "");
        tallies()
                .entries(lecture.id(), prefix)
                .forEach(entry -> window.tallies()
                        .put(entry.key.substring(entry.key.lastIndexOf('/') + 1), WindowTally.of(entry.value)));
    }

    private void putPeople(LectureWindows lecture, String source) {
        NavigableMap<Long, Integer> expected = lecture.people().getOrDefault(source, new TreeMap<>());
        people().put(
                        Keys.source(lecture.id(), source),
                        new PeopleState(
                                List.copyOf(expected.keySet()),
                                List.copyOf(expected.values()),
                                lecture.isOwned(source),
                                lecture.sharedFrom(source)));
    }

    private void deleteWindow(LectureWindows lecture, long start) {
        windowStates().delete(lecture.id(), LectureStore.name(start));
        tallies().deleteAll(lecture.id(), tallyName(start, ""));
    }

    /** Deletes what is known of a source; moods that were published stay, as they are about the class. */
    private void erase(LectureWindows lecture, String source) {
        lecture.erase(source);
        people().delete(Keys.source(lecture.id(), source));
        tallies().deleteKeys(lecture.id(), part -> part.endsWith("/" + source));
    }

    private void delete(LectureWindows lecture) {
        windowStates().deleteAll(lecture.id(), "");
        tallies().deleteAll(lecture.id(), "");
        lecture.people().keySet().forEach(source -> people().delete(Keys.source(lecture.id(), source)));
        lectures.remove(lecture.id());
    }

    private static String tallyName(long start, String sourceId) {
        return LectureStore.name(start) + "/" + sourceId;
    }

    private LectureStore<WindowState> windowStates() {
        return new LectureStore<>(context().getStateStore(WINDOWS));
    }

    private LectureStore<TallyState> tallies() {
        return new LectureStore<>(context().getStateStore(TALLIES));
    }

    private KeyValueStore<String, PeopleState> people() {
        return context().getStateStore(PEOPLE);
    }
}
